#!/bin/sh
# Each ledger against its rule file: every id that a row names is a criterion or a member of the file, every criterion is
# named by a row, the rows are numbered without a gap, and the counts at the end are those of the rows.
# Run as: sh ledgers.sh ELIGO RULES_FOLDER
set -u
eligo=$1
rules=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

complain() { echo "$*"; failed=1; }

# The addresses of a rule file: its criteria, and the members that hold its conditions, as an empty test file's coverage
# names them.
addresses() {
  mkdir -p "$work/one"
  cp "$1" "$work/one/trial.elig"
  printf 'on: 2026-11-22\ntests: []\n' >"$work/one/tests.yaml"
  "$eligo" test "$work/one" --vocabulary "$rules/vocabulary" --format json | sed -n 's/^ *{"at": "\([^"]*\)".*/\1/p' | sort -u
}

check() {
  folder=$1
  ledger=$folder/ledger.md
  name=${folder##*/}
  addresses "$folder/$name.elig" >"$work/addresses"
  [ -s "$work/addresses" ] || complain "$name: the rule file has no criteria"
  awk -F' *[|] *' -v name="$name" '
    function complain(text) { print name ": " text; bad = 1 }
    FILENAME == ARGV[1] { known[$0] = 1; while (sub(/\.[0-9]+$/, "")) known[$0] = 1; next }
    /^## Counts/ { in_counts = 1; next }
    in_counts && $3 ~ /^[0-9]+$/ { if ($2 == "all") all = $3; else told[$2] = $3; next }
    in_counts || $2 !~ /^[0-9]+$/ { next }
    {
      if ($2 != ++rows) complain("row " $2 " stands where row " rows " is due")
      if ($6 !~ /^(encoded|put to a person|not in the public text|not about joining)$/) complain("row " $2 ": `" $6 "` is no way to handle a sentence")
      counted[$6]++
      if ($5 == "-") next
      n = split($5, ids, /, */)
      for (i = 1; i <= n; ++i) {
        if (!(ids[i] in known)) complain("row " $2 " names `" ids[i] "`, which the rule file does not have")
        sub(/\..*/, "", ids[i])
        named[ids[i]] = 1
      }
    }
    END {
      for (id in known) if (id ~ /^[A-Z]+[0-9]+$/ && !(id in named)) complain("no row names `" id "`")
      for (how in told) if (told[how] != counted[how] + 0) complain("`" how "` is counted as " told[how] " and has " counted[how] + 0 " rows")
      for (how in counted) if (!(how in told)) complain("`" how "` is not counted")
      if (all != rows) complain("all rows are counted as " all " and are " rows)
      if (rows == 0) complain("the ledger has no rows")
      printf "%s: %d rows: %d encoded, %d put to a person, %d not in the public text, %d not about joining\n", name, rows,
        counted["encoded"], counted["put to a person"], counted["not in the public text"], counted["not about joining"]
      exit bad
    }' "$work/addresses" "$ledger" || failed=1
}

for ledger in "$rules"/*/ledger.md; do
  check "${ledger%/ledger.md}"
done
exit "$failed"
