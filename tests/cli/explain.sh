#!/bin/sh
# eligo explain: a criterion in plain words; every criterion of the encoded trials, without an operator or a name in snake case.
. "$(dirname "$0")/expect.sh"
cp modules/ward.yaml .

run 0 explain heart.elig I2
has out 'I2 Ejection fraction'
has out 'the patient must meet this to join'
has out 'at least 50 %'
has out 'counts within 28 days'
has out 'to obtain: echocardiography'
run 0 explain heart.elig i2 E1
has out 'a patient who meets this cannot join'
run 0 explain heart.elig
has out 'I1 Adults'
run 0 explain heart.elig I2 --format json
has out '"id": "I2"'
has out '"looks_at": [{"of": "LVEF"'
run 2 explain heart.elig I22
has err 'did you mean `I2`?'
run 2 explain I2
has err 'no rule file is named'

# What the words must not hold: comparisons, names with underscores, brackets of lists. Titles and notes are the trial's own.
for rules in "$project"/rules/*/*.elig; do
  grep -oE '^(inclusion|exclusion) [A-Za-z0-9_.]+' "$rules" | while read -r _ id; do
    "$eligo" explain "$rules" "$id" --color never >text 2>err || echo "$rules $id: $(cat err)"
    "$eligo" explain "$rules" "$id" --format json >json 2>err || echo "$rules $id as JSON: $(cat err)"
    tail -n +2 text | grep -v 'note on the text' | grep -nE '<|>|!=|[^(]= |[a-z]_[a-z]|[{}]' | sed "s|^|$(basename "$rules") $id: |"
  done
done >faults
empty faults
[ -n "$(ls "$project"/rules/*/*.elig)" ] || complain 'there are no encoded trials'

finish
