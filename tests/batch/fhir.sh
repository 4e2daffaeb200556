#!/bin/sh
# FHIR through eligo batch: files, lines and folders of bundles, several patients a bundle, a bulk export; each with the same
# trust as records of ours. The rows are those that eligo screen gives.
. "$(dirname "$0")/list.sh"
. "$project/tests/cli/kidney.sh"
sed 's/KIDNEY/STRICT/; s/1\.5/1.0/' kidney.elig >strict.elig

# resources NUMBER: a Patient, a result and, for some, a condition; the n-th are the same everywhere. Each on a line.
resources() {
  awk -v n="$1" 'BEGIN {
    of = "\"subject\":{\"reference\":\"Patient/P" n "\"}"
    printf "{\"resourceType\":\"Patient\",\"id\":\"P%d\",\"birthDate\":\"%d-04-12\",\"gender\":\"female\"}\n", n, 1950 + n % 50
    printf "{\"resourceType\":\"Observation\",\"id\":\"o%d\",\"status\":\"final\",%s,\"effectiveDateTime\":\"2026-06-01T23:30:00Z\",\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"2160-0\"}]},\"valueQuantity\":{\"value\":%.1f,\"unit\":\"mg/dL\"}}\n", n, of, 0.8 + n % 10 / 10
    if (n % 4 == 0) printf "{\"resourceType\":\"Condition\",\"id\":\"c%d\",%s,\"code\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10\",\"code\":\"E11.9\"}]}}\n", n, of
    printf "{\"resourceType\":\"Claim\",\"id\":\"x%d\",\"patient\":{\"reference\":\"Patient/P%d\"},\"item\":[{\"sequence\":1,\"net\":{\"value\":12.50}}]}\n", n, n
  }'
}
# bundle NUMBERS…: one bundle of these patients, on one line.
bundle() {
  for n in "$@"; do resources "$n"; done | awk 'BEGIN { printf "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[" } { printf "%s{\"resource\":%s}", (NR > 1 ? "," : ""), $0 } END { print "]}" }'
}
range() { awk -v a="$1" -v b="$2" 'BEGIN { for (i = a; i <= b; ++i) print i }'; }
options='--on 2026-06-15'

# A bundle of one patient, of several, on one line or written over many.
bundle 1 >one.json
bundle 2 3 4 >three.json
sed 's/{"resource"/\n  &/g; s/^{/{\n/' three.json >pretty.json
run 0 batch kidney.elig --in one.json $options
lines out 1
has out '"patient": "P1", "protocol": "KIDNEY", "verdict": "undetermined"'
run 0 batch kidney.elig strict.elig --in three.json --out three.rows $options
lines three.rows 6
[ "$(sed 's/.*"patient": "\([^"]*\)", "protocol": "\([^"]*\)".*/\1 \2/' three.rows | tr '\n' ' ')" = 'P2 KIDNEY P2 STRICT P3 KIDNEY P3 STRICT P4 KIDNEY P4 STRICT ' ] || complain "the rows of three.json: $(cat three.rows)"
run 0 batch kidney.elig strict.elig --in pretty.json --out pretty.rows $options
same three.rows pretty.rows
run 0 batch kidney.elig strict.elig --in - --out piped.rows $options <pretty.json
same three.rows piped.rows
run 0 batch kidney.elig --in three.json --explain all $options
lines out 3
has out '"report": {'

# Lines of bundles, also packed, through a pipe, and answered line by line; a broken one hides nothing.
for n in $(range 1 40); do bundle $n; done >list.ndjson
bundle 41 42 >>list.ndjson
echo '{"resourceType":"Bundle","entry":[' >>list.ndjson
echo '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Observation","id":"lonely"}}]}' >>list.ndjson
for n in $(range 43 80); do bundle $n; done >>list.ndjson
run 3 batch kidney.elig strict.elig --in list.ndjson --out one.rows --errors one.errors --summary one.csv --jobs 1 $options
lines one.rows 164
lines one.errors 2
has one.errors '{"file": "list.ndjson", "line": 42, '
has one.errors '"code": "E0601"'
has one.errors '"line": 43, '
has one.errors '"code": "E0632"'
for jobs in 2 5; do
  run 3 batch kidney.elig strict.elig --in list.ndjson --out many.rows --errors many.errors --summary many.csv --jobs $jobs $options
  for end in rows errors csv; do same one.$end many.$end; done
done
gzip -c list.ndjson >packed.ndjson.gz
run 3 batch kidney.elig strict.elig --in packed.ndjson.gz --out packed.rows $options
sed 's/packed.ndjson.gz/list.ndjson/' packed.rows | cmp -s - one.rows || complain 'a packed list has other rows'
run 3 batch kidney.elig strict.elig --in - --out - --flush line $options <list.ndjson
sed 's/"-:/"list.ndjson:/' out | cmp -s - one.rows || complain 'the filter has other rows'
run 5 batch kidney.elig --in list.ndjson --out over.rows --max-errors 1 $options
for i in 1 2 3 4 5; do quietly batch kidney.elig strict.elig --in list.ndjson --out shard.$i --shard $i/5 $options; done
cat shard.1 shard.2 shard.3 shard.4 shard.5 >joined
same joined one.rows
has one.rows.manifest.json '"records": 82, "rejected": 2,'

# A folder of bundles and records of ours; a broken file is one row, and the run goes on.
mkdir folder
for n in $(range 1 12); do bundle $n >folder/b$(printf %02d $n).json; done
bundle 13 14 | gzip >folder/b13.json.gz
head -c 300 folder/b01.json >folder/b05.json
echo '{"patient": "OURS", "birth_date": "1980-04-12"}' >folder/b07x.json
printf 'patient: YAML\nbirth_date: 1980-04-12\n' >folder/b08x.yaml
for n in 15 16 17; do bundle $n; done >folder/more.ndjson
: >folder/zero.json
run 3 batch kidney.elig --in folder --out folder.rows --errors folder.errors $options
[ "$(sed 's/.*"patient": \([^,]*\),.*/\1/; s/"//g' folder.rows | tr '\n' ' ')" = 'P1 P2 P3 P4 null P6 P7 OURS P8 YAML P9 P10 P11 P12 P13 P14 P15 P16 P17 null ' ] || complain "the rows of the folder: $(cat folder.rows)"
lines folder.errors 2
has folder.errors '"file": "folder/b05.json", "line": 1'
has folder.rows '"code": "E0601", "at": "folder/zero.json:1"'
run 3 batch kidney.elig --in folder --out again.rows --jobs 4 $options
same folder.rows again.rows
for i in 3 1 2; do quietly batch kidney.elig --in folder --out shard.$i --shard $i/3 $options; done
cat shard.1 shard.2 shard.3 >joined
same joined folder.rows

# A bulk export: files by type, joined by patient, whatever their order; a line of no one is a row of its own.
mkdir export
for n in $(range 1 60); do resources $n; done >all.ndjson
sort -r all.ndjson | grep '"Observation"' | sed -n 1,30p >export/Observation.1.ndjson
sort -r all.ndjson | grep '"Observation"' | sed -n '31,$p' | gzip >export/Observation.2.ndjson.gz
for type in Patient Condition Claim; do grep "\"resourceType\":\"$type\"" all.ndjson | sort -r >export/$type.ndjson; done
echo '{"transactionTime": "2026-06-15T00:00:00Z", "output": []}' >export/manifest.json
run 0 batch kidney.elig strict.elig --in export --out export.rows $options
lines export.rows 120
for n in $(range 1 60); do bundle $n; done >same.ndjson
run 0 batch kidney.elig strict.elig --in same.ndjson --out same.rows $options
sort export.rows >export.sorted
sort same.rows | cmp -s - export.sorted || complain 'the rows of an export are not those of the bundles'
run 0 batch kidney.elig strict.elig --in all.ndjson --out all.rows --jobs 3 $options
same all.rows export.rows
run 0 batch kidney.elig strict.elig --in - --out all.rows $options <all.ndjson
same all.rows export.rows
for in in export all.ndjson; do
  for i in 1 2 3 4 5 6 7; do run 0 batch kidney.elig strict.elig --in $in --out shard.$i --shard $i/7 $options; done
  [ "$(cat shard.[1-7] | wc -l)" -eq 120 ] || complain "the shards of $in have other rows"
  cat shard.1 shard.2 shard.3 shard.4 shard.5 shard.6 shard.7 >joined
  same joined export.rows
done
echo '{"resourceType":"Observation","id":"lonely"}' >>export/Observation.1.ndjson
echo '{"resourceType":' >>export/Condition.ndjson
bundle 77 >export/extra.json
run 3 batch kidney.elig --in export --out export.rows --errors export.errors $options
lines export.rows 63
lines export.errors 2
has export.errors '"text": "Condition.ndjson:16: '
has export.errors '"text": "Observation.1.ndjson:31: there is no Patient among the resources"'
has export.errors '{"file": "export", "line": 0, '
head -n 1 export.rows | grep -q '"patient": "P77"' || complain 'other files of a folder do not come before its export'
for i in 1 2 3 4 5 6 7; do quietly batch kidney.elig --in export --out shard.$i --shard $i/7 $options; done
cat shard.1 shard.2 shard.3 shard.4 shard.5 shard.6 shard.7 >joined
same joined export.rows

# Runs that are killed end, resumed, with the bytes of an undisturbed one: of a list, and of a folder with an export.
for in in list.ndjson export; do
  run 3 batch kidney.elig --in $in --out whole.rows --errors whole.errors $options
  for wait in 0.01 0.02 0.03 0.05 0.08 0.12 0.2 5; do
    "$eligo" batch kidney.elig --in $in --out killed.rows --errors killed.errors --checkpoint 0 --resume $options >out 2>err &
    pid=$!
    sleep $wait
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    [ -e killed.rows ] && [ ! -e killed.rows.checkpoint ] && break
  done
  same killed.rows whole.rows
  same killed.errors whole.errors
  rm -f killed.*
done

finish
