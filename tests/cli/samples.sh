#!/bin/sh
# The rules and samples of the project: every rule file compiles without errors, and every sample record is screened.
. "$(dirname "$0")/expect.sh"
cd "$project" || exit 2
out=$work/out err=$work/err

for rules in rules/*/*.elig; do
  "$eligo" check "$rules" >"$out" 2>"$err" || complain "$rules: $(cat "$out" "$err")"
done
"$eligo" screen rules/nct06585345/nct06585345.elig samples/nct06585345/*.yaml >"$out" 2>"$err" || complain "the samples: $(cat "$err")"
tail -n 1 "$out" | grep -q ' screened: ' || complain 'no summary'
for rules in rules/*/*.elig; do
  "$eligo" format --check "$rules" >"$out" 2>"$err" || complain "$rules is not in the one style"
done

finish
