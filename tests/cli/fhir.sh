#!/bin/sh
# FHIR bundles and bulk exports on the command line: screening, mapping, zone, profile, conversion; broken files beside good
# ones. The files of ../shared/datasets are used where they are there.
. "$(dirname "$0")/expect.sh"
. "$project/tests/cli/kidney.sh"
patient='{"resourceType":"Patient","id":"P1","birthDate":"1980-04-12","gender":"female"}'
of='"subject":{"reference":"Patient/P1"}'
result='{"resourceType":"Observation","status":"final",'$of',"effectiveDateTime":"2026-06-01T23:30:00Z","code":{"coding":[{"system":"http://loinc.org","code":"2160-0"}]},"valueQuantity":{"value":1.1,"unit":"mg/dL"}}'
local_result='{"resourceType":"Observation","status":"final",'$of',"effectiveDateTime":"2026-06-01","code":{"coding":[{"system":"LAB","code":"KREA","display":"Kreatinin"}]},"valueQuantity":{"value":1.2,"unit":"mg/dl-neu"}}'
job='{"resourceType":"Condition",'$of',"code":{"coding":[{"system":"http://snomed.info/sct","code":"160903007","display":"Full-time employment"}]}}'
echo '{"resourceType":"Bundle","type":"collection","entry":[{"resource":'"$patient"'},{"resource":'"$result"'},{"resource":'"$job"'}]}' >bundle.json

# A bundle is a record; places are those of the bundle.
run 0 screen kidney.elig bundle.json --on 2026-06-15 --format json
has out '"verdict": "undetermined"'
run 0 screen kidney.elig bundle.json --on 2026-06-15 --assume-complete conditions --format json
has out '"verdict": "undetermined"'
has out 'E0603'
run 0 screen kidney.elig bundle.json --on 2026-06-15 --assume-complete conditions --ignore-unmapped --format json
has out '"verdict": "eligible"'

# A site's mapping, for codes, units, and codes that matter to no rule.
cat >site.yaml <<'YAML'
codes: {LAB|KREA: creatinine}
units: {mg/dl-neu: mg/dL}
not_asked: ["SNOMED|160903007"]
YAML
run 0 screen kidney.elig bundle.json --on 2026-06-15 --assume-complete conditions --map site.yaml --format json
has out '"verdict": "eligible"'
echo 'codes: {KREA: creatinine}' >bad.yaml
run 2 screen kidney.elig bundle.json --map bad.yaml
has err 'E0720'
has err 'bad.yaml:1:'
run 4 screen kidney.elig bundle.json --map nowhere.yaml

# The offset of the site decides the day.
run 0 data convert bundle.json --vocabulary modules --out records.ndjson
has records.ndjson '"from": "Bundle.entry[1].resource"'
run 0 screen kidney.elig bundle.json --on 2026-06-15 --all
has out '2026-06-01'
run 0 screen kidney.elig bundle.json --on 2026-06-15 --all --zone +01:00
has out '2026-06-02'
run 2 screen kidney.elig bundle.json --zone Berlin
has err 'is no offset'

# What was written is read again.
run 0 screen kidney.elig records.ndjson --on 2026-06-15 --assume-complete conditions --format json
has out '"verdict": "eligible"'
run 0 screen kidney.elig records.ndjson --on 2026-06-15 --all
has out 'in the record: Bundle.entry[1].resource'

# A bulk export: files by type, one of them packed, joined by patient.
mkdir export
printf '%s\n' "$patient" '{"resourceType":"Patient","id":"P0"}' >export/Patient.ndjson
printf '%s\n' "$local_result" | gzip >export/Observation.1.ndjson.gz
printf '%s\n' "$job" >export/Condition.ndjson
run 0 screen kidney.elig export --on 2026-06-15 --map site.yaml
last_line_has out '2 screened'
run 0 screen kidney.elig export/* --on 2026-06-15 --map site.yaml   # the same by names
last_line_has out '2 screened'
run 0 data convert export/*.ndjson export/*.gz --map site.yaml --vocabulary modules
cp out by_name
run 0 data convert export --map site.yaml --vocabulary modules
cmp -s out by_name || complain 'the files of an export by their names are not joined as in their folder'
has out '"from": "Observation.1.ndjson.gz:1"'
[ "$(grep -c '^{"patient": "P0"' out)" -eq 1 ] || complain 'not every patient of an export is written once'
has out '"of": "creatinine"'
run 0 data profile export kidney.elig --map site.yaml --on 2026-06-15
has out '2 patients, 1 fact'
has out 'KIDNEY looks for'
run 0 data profile export kidney.elig
has out 'LAB|KREA'
has out 'Kreatinin'
run 0 data profile export kidney.elig --format json
has out '"unmapped": [{"code": "LAB|KREA"'
run 2 data profile
has err 'no patient is named'

# A broken file beside a good one: one diagnostic, and the run goes on.
mkdir both
cp bundle.json both/good.json
echo '{"resourceType":"Patient","id":"a" "gender":"male"}' >both/bad.json
run 3 screen kidney.elig both --on 2026-06-15
has err 'bad.json:1:'
[ "$(grep -c '^error' err)" -eq 1 ] || complain 'not one diagnostic'
last_line_has out '1 rejected'

# The sample comes out as its page and cli/README.md say.
rules=$project/rules/nct06585345/nct06585345.elig
sample=$project/samples/fhir
run 0 screen "$rules" "$sample/bundles" --map "$sample/site.yaml" --on 2026-11-22 --format json
sed -nE 's/.*"patient": "?([^",]*)"?.*"verdict": "([a-z]*)".*/\1 \2/p' out | diff - "$sample/expected.txt" || complain 'the sample has changed'
lacks out E0633
run 0 screen "$rules" "$sample/bundles" --map "$sample/site.yaml" --on 2026-11-22
has out '✗ INELIGIBLE: fails I9'
has out 'ALT 103 U/L on 2026-11-18 07:40 is 2.575 x ULN (ULN 40 U/L)'
has out '`Medication/med-lost` is not there [E0630]'
run 0 data profile "$sample/bundles" "$rules" --map "$sample/site.yaml" --top 3
has out '2 patients, 18 facts'
has out 'every code has a concept'
lacks out 'venous_thromboembolism                    0  (no code'
has out 'hiv_infection                             0'
run 0 data profile "$sample/bundles" "$rules" --top 3
has out 'http://lab.example.org/tests|KREA'

shared=$project/../shared/datasets
if [ -d "$shared/fhir-bad" ]; then
  for file in "$shared"/fhir-bad/*.json; do
    name=${file##*/}
    "$eligo" screen kidney.elig "$file" --on 2026-06-15 >out 2>err
    code=$?
    case $name in
      bundle-bad-empty.json | shc-bundle.json) wanted='0 3' ;;
      *) wanted=3 ;;
    esac
    case " $wanted " in *" $code "*) ;; *) complain "$name: exit code $code, expected $wanted" ;; esac
    if [ "$code" -eq 3 ] && [ "$(grep -c '^error' err)" -ne 1 ]; then complain "$name: not one diagnostic: $(cat err)"; fi
  done
  run 0 data profile "$shared/fhir" --top 3 --vocabulary "$project/rules/vocabulary"
  has out 'patients'
else
  echo "SKIPPED: no folder $shared/fhir-bad"
fi
finish
