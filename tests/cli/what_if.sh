#!/bin/sh
# eligo screen --set: what would change, as text and as JSON; mistakes are told with suggestions.
. "$(dirname "$0")/expect.sh"
cp modules/ward.yaml .

# A result, dated on the screening day: the criterion, the window and the verdict with before and after.
run 0 screen heart.elig weak.yaml --set LVEF=60%
has out 'What if LVEF=60%?'
has out 'I2 Ejection fraction'
has out 'now it fails'
has out 'then it passes'
has out '2026-06-15'
last_line_has out 'The verdict changes from ineligible to eligible.'
empty err
run 0 screen heart.elig weak.yaml --set 'LVEF=60 %' --set birth_date=2010-01-01
has out 'I1 Adults'
last_line_has out 'The verdict stays ineligible.'
run 0 screen heart.elig good.yaml --set LVEF=61%
has out 'No criterion changes.'

# A result of another day; a stale one does not count, and a later one on record stays the latest.
run 0 screen heart.elig open.yaml --set LVEF=60%@2026-06-01
last_line_has out 'from undetermined to eligible'
run 0 screen heart.elig open.yaml --set LVEF=60%@2026-01-01
last_line_has out 'The verdict stays undetermined.'

# A condition that is there, and one that is not; a person's data.
run 0 screen heart.elig good.yaml --set fracture=yes
has out 'E1 Recent fracture'
last_line_has out 'from eligible to ineligible'
sed 's/conditions\]/conditions]}\nconditions:\n  - {of: fracture, onset: 2026-06-01/' good.yaml >broken_leg.yaml
run 0 screen heart.elig broken_leg.yaml --set fracture=no
last_line_has out 'from ineligible to eligible'
run 0 screen heart.elig good.yaml --set fracture=yes@2026-01-01
has out 'No criterion changes.'

# Moments and answers.
sed 's/^results valid/timeline { consent }\nresults valid/; s/before screening$/before consent/' heart.elig >timed.elig
echo 'inclusion I3 "Willing": confirm "The patient is willing"' >>timed.elig
run 0 screen timed.elig good.yaml --set dates.consent=2026-06-20 --set I3=yes
last_line_has out 'from undetermined to eligible'

# As data: what changes, and both results in full.
run 0 screen heart.elig weak.yaml --set LVEF=60% --format json
has out '"set": ["LVEF=60%"]'
has out '"changes": {"verdict": {"before": "ineligible", "after": "eligible"}'
has out '"criteria": [{"id": "I2", "before": "fail", "after": "pass"}]'
has out '"before": {"patient": "WEAK"'
has out '"assumptions": ["supposed, not in the record: LVEF=60%"]'
has out '"at": "observations[0]"'
run 0 screen heart.elig weak.yaml good.yaml --set LVEF=60% --format json
[ "$(head -c 1 out)" = '[' ] || complain 'several patients are no list'

# Mistakes.
run 2 screen heart.elig good.yaml --set LVEFF=60%
has err 'did you mean `LVEF`?'
run 2 screen heart.elig good.yaml --set LVEF=60mmHg
has err 'is measured in %'
run 2 screen heart.elig good.yaml --set LVEF=soft
run 2 screen heart.elig good.yaml --set LVEF
has err 'KEY=VALUE'
run 2 screen heart.elig good.yaml --set LVEF=60%@yesterday
has err '`yesterday` is no day'
run 2 screen timed.elig good.yaml --set dates.consnet=2026-06-20
has err 'did you mean `consent`?'
run 2 screen timed.elig good.yaml --set consent=2026-06-20
has err 'dates.consent'
run 2 screen heart.elig good.yaml --set dates.screening=2026-06-20
has err '--on'
run 2 screen heart.elig good.yaml --set fracture=maybe
has err 'fracture=yes'
run 2 screen heart.elig good.yaml --set sex=femal
run 2 screen heart.elig good.yaml --set birth_date=1980-02-30
run 2 screen heart.elig good.yaml --set LVEF=60% --strict

finish
