#!/bin/sh
# Eligo beside DuckDB on the ten criteria of register10.elig: the time of each from file to written rows, that of DuckDB
# for counts alone, and whether all counts are equal.
# Usage: sh compare.sh BUILD_FOLDER [PATIENTS]. Fetches DuckDB by npm into a temporary folder, which is deleted.
set -eu
build=$(cd "${1:-build/release}" && pwd)
patients=${2:-1000000}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/duckdb_ten.mjs" "$work"
(cd "$work" && npm install --no-audit --no-fund --silent)
"$build/bin/make_list" "$patients" >"$work/list.ndjson"
sync                          # or the first run shares the disk with its own list

# So many seconds since $1.
since() { awk -v a="$1" -v b="$(date +%s.%N)" 'BEGIN { printf "%.2f", b - a }'; }
# Seconds that DuckDB takes; with a second file it writes rows there.
duckdb() { (cd "$work" && node duckdb_ten.mjs "$@" 2>&1 >duckdb.counts | sed -n 's/^seconds //p'); }
counts_of() { sed -n 's/.*"verdict": *"\([a-z]*\)".*/\1/p' "$1" | sort | uniq -c | awk '{ print $2, $1 }'; }

for run in 1 2 3; do
  rm -f "$work"/*rows.ndjson   # the time it takes to forget old ones is nobody's
  begin=$(date +%s.%N)
  "$build/bin/eligo" batch "$here/../batch/register10.elig" --in "$work/list.ndjson" --out "$work/rows.ndjson" --jobs 2
  eligo=$(since "$begin")
  written=$(duckdb list.ndjson 2 duckdb_rows.ndjson)
  counted=$(duckdb list.ndjson 2)
  awk -v e="$eligo" -v w="$written" -v c="$counted" 'BEGIN { printf "eligo %.2f s; duckdb %.2f s with rows, %.2f s for counts alone: duckdb / eligo = %.2f and %.2f\n", e, w, c, w / e, c / e }'
done
counts_of "$work/rows.ndjson" >"$work/eligo.counts"
counts_of "$work/duckdb_rows.ndjson" >"$work/duckdb_rows.counts"
if cmp -s "$work/eligo.counts" "$work/duckdb.counts" && cmp -s "$work/eligo.counts" "$work/duckdb_rows.counts"; then
  echo "equal counts:" $(cat "$work/eligo.counts")
else
  echo "the counts differ: eligo" $(cat "$work/eligo.counts") "; duckdb" $(cat "$work/duckdb.counts") "; its rows" $(cat "$work/duckdb_rows.counts")
  exit 1
fi
