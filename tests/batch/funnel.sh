#!/bin/sh
# The funnel: counts in any order, the same from a batch's summary and from its results, and a diagram that stands by itself.
. "$(dirname "$0")/list.sh"
make_list 1000 >list.ndjson
echo broken >>list.ndjson
run 3 batch heart.elig second.elig --in list.ndjson --out rows.ndjson --summary summary.txt
run 0 funnel rows.ndjson
same out summary.txt

# The counts, recounted from the rows by other means.
count() { grep '"protocol": "HEART"' rows.ndjson | grep -c "$1"; }
run 0 funnel rows.ndjson --format csv
tr -d '\r' <out >table
of() { grep -x "HEART,$1,[0-9]*" table | sed 's/.*,//'; }
expect() { [ "$(of "$1")" = "$2" ] || complain "funnel: $1 is $(of "$1"), expected $2"; }
expect 'list,,,eligible' "$(count '"verdict": "eligible"')"
expect 'list,,,error' 1
expect 'step,1,I1,entered' 1000
expect 'step,1,I1,failed' "$(count '"I1": "fail"')"
expect 'step,2,I2,entered' "$((1000 - $(count '"I1": "fail"')))"
expect 'step,2,I2,failed' "$(grep '"protocol": "HEART"' rows.ndjson | grep -v '"I1": "fail"' | grep -c '"I2": "fail"')"
expect 'step,2,I2,undecided' "$(grep '"protocol": "HEART"' rows.ndjson | grep -v '"I1": "fail"' | grep -c '"I2": "unknown"')"
expect 'criterion,,E1,only_failed' "$(count '"failed": \["E1"\]')"
expect 'criterion,,I2,unknown' "$(count '"I2": "unknown"')"
expect 'unlocking,,LVEF,patients' "$(count '"verdict": "undetermined".*"missing": \[{"of": "LVEF", "why": "stale", "criteria": \["I2"\]}\]')"
expect 'settling,,fracture,patients' "$(count '"verdict": "undetermined".*"missing": \[{"of": "fracture", "why": "silent", "criteria": \["E1"\]}\]')"
expect 'wanted,,fracture,silent' "$(count '"verdict": "undetermined".*"of": "fracture", "why": "silent"')"
expect 'problem,,E0603,records' "$(count '"code": "E0603"')"

# Another order moves people between steps, and nobody is lost.
run 2 funnel rows.ndjson --order E1,I2
has err 'no criterion of `SECOND`'
grep '"protocol": "HEART"' rows.ndjson >heart.ndjson
run 0 funnel heart.ndjson --order e1,I2 --format csv
tr -d '\r' <out >table
expect 'step,1,E1,entered' 1000
expect 'step,1,E1,failed' "$(count '"E1": "fail"')"
expect 'step,2,I2,entered' "$((1000 - $(count '"E1": "fail"')))"
expect 'step,3,I1,entered' "$((1000 - $(grep -c '"E1": "fail"\|"I2": "fail"' heart.ndjson)))"
run 2 funnel heart.ndjson --order I7
has err 'I7'

# Shards together are the whole.
run 0 funnel heart.ndjson
cp out whole
sed -n '1,400p' heart.ndjson >one
sed -n '401,$p' heart.ndjson >two
run 0 funnel one two
same out whole
"$eligo" funnel - <heart.ndjson >out 2>err
same out whole

# Text for people; titles come from the manifest.
run 0 funnel rows.ndjson
has out 'I2 Ejection fraction'
has out '1001 in the list'
has out 'One test away: '
has out 'E0603 in '
run 0 funnel rows.ndjson --format svg
has out '<svg xmlns="http://www.w3.org/2000/svg"'
has out '<title id="t">'
has out 'role="img"'
has out 'I2 Ejection fraction'
lacks out 'href'
if command -v xmllint >/dev/null; then xmllint --noout out || complain 'the diagram is no XML'; else echo 'SKIPPED: no xmllint to read the diagram with'; fi
sed 's/A heart/A <\&> heart/; s/Ejection fraction/<b> \& co/' heart.elig >odd.elig
run 3 batch odd.elig --in list.ndjson --out odd.ndjson --summary odd.svg
lacks odd.svg '<b>'
has odd.svg '&lt;b&gt; &amp; co'
if command -v xmllint >/dev/null; then xmllint --noout odd.svg || complain 'titles with signs of XML break the diagram'; fi

# What is no list of results.
run 4 funnel list.ndjson
has err 'has no `protocol` as results have it'
run 4 funnel missing
run 2 funnel
: >nothing
run 0 funnel nothing

finish
