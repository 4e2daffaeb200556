#!/bin/sh
# Eligo beside DuckDB on the ten criteria of register10.elig: equal counts, then the time of each from file to counts.
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

now() { date +%s.%N; }
for run in 1 2 3; do
  begin=$(now)
  "$build/bin/eligo" batch "$here/../batch/register10.elig" --in "$work/list.ndjson" --out "$work/rows.ndjson" --jobs 2
  end=$(now)
  (cd "$work" && node duckdb_ten.mjs list.ndjson 2 >duckdb.counts 2>duckdb.seconds)
  awk -v a="$begin" -v b="$end" '/^seconds/ { printf "eligo %.2f s, duckdb %.2f s: duckdb / eligo = %.2f\n", b - a, $2, $2 / (b - a) }' "$work/duckdb.seconds"
done
sed -n 's/.*"verdict": "\([a-z]*\)", "failed".*/\1/p' "$work/rows.ndjson" | sort | uniq -c | awk '{ print $2, $1 }' >"$work/eligo.counts"
if cmp -s "$work/eligo.counts" "$work/duckdb.counts"; then
  echo "equal counts:" $(cat "$work/eligo.counts")
else
  echo "the counts differ: eligo" $(cat "$work/eligo.counts") "; duckdb" $(cat "$work/duckdb.counts")
  exit 1
fi
