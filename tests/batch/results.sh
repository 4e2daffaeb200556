#!/bin/sh
# The rows: their forms, several rule files in one pass, explanations, the manifest; and that they say what screen says.
. "$(dirname "$0")/list.sh"
make_list 300 >list.ndjson

run 0 batch heart.elig --in list.ndjson --out rows.ndjson
lines rows.ndjson 300
has rows.ndjson '{"patient": "P-000001", "protocol": "HEART", "verdict": "eligible", "failed": [], "unknown": [], "criteria": {"I1": "pass", "I2": "pass", "E1": "pass"}, "missing": [], "problems": []}'
has rows.ndjson '{"patient": "P-000003", "protocol": "HEART", "verdict": "ineligible", "failed": ["I2"]'
has rows.ndjson '"missing": [{"of": "LVEF", "why": "stale", "criteria": ["I2"]}]'
has rows.ndjson '"problems": [{"code": "E0603", "at": "observations[1].of"}]'
ls | grep -q 'part\|checkpoint' && complain 'something is left beside the results'

# Verdict by verdict what screen says.
quietly screen heart.elig list.ndjson --format json
sed -n 's/.*"patient": "\([^"]*\)".*"verdict": "\([a-z]*\)", "criteria.*/\1 \2/p' quiet.out >by_screen
sed -n 's/.*"patient": "\([^"]*\)".*"verdict": "\([a-z]*\)", "failed.*/\1 \2/p' rows.ndjson >by_batch
lines by_batch 300
same by_screen by_batch
# Explained rows hold the result of screening itself.
run 0 batch heart.elig --in list.ndjson --out all.ndjson --explain all
sed 's/.*"report": \(.*\)}$/\1/' all.ndjson >reports
grep '^{' quiet.out | sed 's/,$//' >screened
same reports screened
run 0 batch heart.elig --in list.ndjson --out failing.ndjson --explain failing
[ "$(grep -c '"report"' failing.ndjson)" -eq "$(grep -c '"verdict": "ineligible", "failed"' rows.ndjson)" ] || complain 'not just the ineligible are explained'

# Two rule files in one pass: the rows of each are those of a run by itself.
run 0 batch heart.elig second.elig --in list.ndjson --out both.ndjson
run 0 batch second.elig --in list.ndjson --out second.ndjson
grep '"protocol": "HEART"' both.ndjson | cmp -s - rows.ndjson || complain 'HEART beside another is not as it is alone'
grep '"protocol": "SECOND"' both.ndjson | cmp -s - second.ndjson || complain 'SECOND beside another is not as it is alone'
# ... also where they use different vocabularies: the second knows neither ECOG nor fractures.
mkdir other
sed 's/ward/clinic/; /ECOG/d; /fracture/d' modules/ward.yaml >clinic.yaml
sed 's/HEART/THIRD/; s/use ward/use clinic/; /E1/,$d' heart.elig >third.elig
run 0 batch heart.elig third.elig --in list.ndjson --out mixed.ndjson
run 0 batch third.elig --in list.ndjson --out third.ndjson
has third.ndjson 'E0603'
grep '"protocol": "HEART"' mixed.ndjson | cmp -s - rows.ndjson || complain 'another vocabulary changes the rows of HEART'
grep '"protocol": "THIRD"' mixed.ndjson | cmp -s - third.ndjson || complain 'another vocabulary changes the rows of THIRD'
run 2 batch heart.elig heart.elig --in list.ndjson
has err 'two rule files are of the protocol `HEART`'

# Tables; cells that a spreadsheet would run as a formula are marked.
printf '{"patient": "=1+1"}\n{"patient": "a,\\"b\\"\\nc"}\n{"patient": "-x"}\n{"patient": "\047q"}\n' >odd.ndjson
run 0 batch heart.elig third.elig --in odd.ndjson --out odd.csv --results csv
[ "$(head -n 1 odd.csv | tr -d '\r')" = 'patient,protocol,verdict,cohort,failed,unknown,missing,problems,I1,I2,E1' ] || complain "the head of csv: $(head -n 1 odd.csv)"
has odd.csv "'=1+1,HEART,undetermined,,,I1 I2 E1,\"birth_date absent; LVEF absent; fracture silent\",,unknown,unknown,unknown"
has odd.csv "'=1+1,THIRD,undetermined,,,I1 I2,\"birth_date absent; LVEF absent\",,unknown,unknown,"
has odd.csv '"a,""b""'
has odd.csv "'-x,HEART"
has odd.csv "''q,HEART"
run 0 batch heart.elig --in odd.ndjson --out odd_long.csv --results csv-long
has odd_long.csv "'=1+1,HEART,undetermined,,I2,unknown,LVEF absent,"
[ "$(grep -c 'HEART,undetermined' odd_long.csv)" -eq 12 ] || complain 'csv-long has not a line for each criterion'
run 2 batch heart.elig --in odd.ndjson --results csv --explain all

# The manifest.
has rows.ndjson.manifest.json '"command": ["eligo", "batch", "heart.elig", "--in", "list.ndjson", "--out", "rows.ndjson", "--results", "ndjson", "--explain", "none"]'
has rows.ndjson.manifest.json '"records": 300, "rejected": 0'
has rows.ndjson.manifest.json "\"results\": {\"name\": \"rows.ndjson\", \"bytes\": $(wc -c <rows.ndjson), \"crc32\": \"$(gzip -c rows.ndjson | tail -c8 | od -An -tx4 -N4 | tr -d ' ')\"}"
has rows.ndjson.manifest.json "\"rules_sha256\": \"$(sha256sum heart.elig | cut -d' ' -f1)\""
has rows.ndjson.manifest.json "\"eligible\": $(grep -c '"verdict": "eligible"' rows.ndjson)"

# Other inputs, the same rows.
gzip -c list.ndjson >list.ndjson.gz
run 0 batch heart.elig --in list.ndjson.gz --out packed.ndjson
same packed.ndjson rows.ndjson
if command -v zstd >/dev/null; then
  zstd -q list.ndjson -o list.ndjson.zst
  run 0 batch heart.elig --in list.ndjson.zst --out packed.ndjson
  same packed.ndjson rows.ndjson
else
  echo 'SKIPPED: no zstd to pack a list with'
fi
mkdir folder
awk '{ file = sprintf("folder/r%04d.json", NR); print >file; close(file) }' list.ndjson
run 0 batch heart.elig --in folder --out folder.ndjson
same folder.ndjson rows.ndjson
sed 's/^/---\n/' list.ndjson >list.yaml
run 0 batch heart.elig --in list.yaml --out yaml.ndjson
same yaml.ndjson rows.ndjson

# The day, and completeness that is taken for granted.
run 0 batch heart.elig --in list.ndjson --out later.ndjson --on 2027-06-15
[ "$(grep -c '"why": "stale"' later.ndjson)" -gt "$(grep -c '"why": "stale"' rows.ndjson)" ] || complain '--on changes nothing'
run 0 batch heart.elig --in list.ndjson --out assumed.ndjson --assume-complete conditions
lacks assumed.ndjson '"why": "silent"'

finish
