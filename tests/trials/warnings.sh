#!/bin/sh
# The rules of all trials compile without errors, and each warning stands in a criterion whose `note` explains it.
# Run as: sh warnings.sh ELIGO RULES_FOLDER
set -u
eligo=$1
rules=$2
said=$(mktemp)
trap 'rm -f "$said"' EXIT

"$eligo" check "$rules"/*/*.elig --format json >"$said" || { "$eligo" check "$rules"/*/*.elig; exit 1; }

# "CODE FILE LINE" of each warning.
warnings=$(sed -n 's/.*"code": "\([^"]*\)".*"file": "\([^"]*\)", "line": \([0-9]*\).*/\1 \2 \3/p' "$said")
failed=0
while read -r code file line; do
  [ -n "$code" ] || continue
  awk -v wanted="$line" '
    /^(inclusion|exclusion) / { if (NR > wanted) exit; first = NR; has_note = 0 }
    first && /(^|[ \t])note "/ { has_note = 1 }
    END { exit !(first && has_note) }' "$file" || { echo "$file:$line: $code stands in no criterion with a note"; failed=1; }
done <<LINES
$warnings
LINES
echo "$(echo "$warnings" | grep -c .) warnings in the trials"
exit "$failed"
