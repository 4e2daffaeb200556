#!/bin/sh
# Tables by a column map through eligo batch: a row a patient, long form, several tables joined, with the same trust as other
# lists; and the four formats of one patient give equal rows.
. "$(dirname "$0")/list.sh"
cat >site.yaml <<'YAML'
csv:
  record:
    patient: {column: id}
    birth_date: {column: born}
    dates: {screening: {column: visit}}
    history: {complete: [conditions]}
    observations:
      - {of: LVEF, value: {column: lvef}, unit: "%", on: {column: visit}}
      - {of: ECOG, value: {column: ecog}, on: {column: visit}}
YAML
cat >facts.yaml <<'YAML'
csv:
  row: fact
  record:
    patient: {column: id}
    birth_date: {column: born}
    dates: {screening: {column: visit}}
    history: {complete: [conditions]}
    observations:
      - {of: {column: test}, value: {column: value}, unit: {column: unit}, on: {column: visit}}
YAML
# make_table NUMBER
make_table() { awk -v n="$1" 'BEGIN { for (i = 1; i <= n; ++i) printf "P-%04d,%d,2026-06-15,%s,%d\n", i, 1950 + i % 50, i % 7 ? 45 + i % 20 : "", i % 3 }'; }
head='id,born,visit,lvef,ecog,note'
{ echo "$head" | sed 's/,note//'; make_table 300; echo 'X-1,1980'; echo ',1980,2026-06-15,60,1'; make_table 1; make_table 302 | tail -n 2; } >list.csv

# A row each: of a patient, of a row of the wrong width, of a row of no one, in the order of the table.
run 3 batch heart.elig second.elig --in list.csv --map site.yaml --out one.rows --errors one.errors --summary one.csv --jobs 1
lines one.rows 608
lines one.errors 3
has one.errors '{"file": "list.csv", "line": 302, '
has one.errors '"code": "E0641"'
has one.errors '"line": 303, '
has one.errors '"code": "E0619"'
has one.errors '"code": "E0643"'
has one.rows '"code": "E0641", "at": "list.csv:302"'
has one.rows '"patient": "P-0002", "protocol": "HEART", "verdict": "'
run 3 screen heart.elig list.csv --map site.yaml --format json
sed -n 's/.*"patient": \(null\|"[^"]*"\), .*"verdict": "\([a-z]*\)".*/\1 \2/p' out >screened
sed -n 's/.*"patient": \(null\|"[^"]*"\), "protocol": "HEART", "verdict": "\([a-z]*\)".*/\1 \2/p' one.rows >batched
same screened batched
for jobs in 2 5; do
  run 3 batch heart.elig second.elig --in list.csv --map site.yaml --out many.rows --errors many.errors --summary many.csv --jobs $jobs
  for end in rows errors csv; do same one.$end many.$end; done
done
for i in 1 2 3 4 5 6 7; do quietly batch heart.elig second.elig --in list.csv --map site.yaml --out shard.$i --shard $i/7; done
cat shard.1 shard.2 shard.3 shard.4 shard.5 shard.6 shard.7 >joined
same joined one.rows
gzip -c list.csv >packed.csv.gz
run 3 batch heart.elig second.elig --in packed.csv.gz --map site.yaml --out packed.rows
sed 's/packed.csv.gz/list.csv/' packed.rows | cmp -s - one.rows || complain 'a packed table has other rows'
run 3 batch heart.elig second.elig --in - --map site.yaml --out piped.rows <list.csv
sed 's/"-:/"list.csv:/' piped.rows | cmp -s - one.rows || complain 'a table on standard input has other rows'
run 5 batch heart.elig --in list.csv --map site.yaml --out over.rows --max-errors 2

# The same in UTF-16, as a spreadsheet writes it: the parts of the list still make the whole.
if command -v iconv >/dev/null; then
  { printf '\377\376'; iconv -f UTF-8 -t UTF-16LE list.csv; } >wide.csv
  run 3 batch heart.elig second.elig --in wide.csv --map site.yaml --out wide.rows
  sed 's/wide.csv/list.csv/' wide.rows | cmp -s - one.rows || complain 'a table in UTF-16 has other rows'
  for i in 1 2 3; do quietly batch heart.elig second.elig --in wide.csv --map site.yaml --out shard.$i --shard $i/3; done
  cat shard.1 shard.2 shard.3 >joined
  same joined wide.rows
fi

# Long form: the rows of a patient stand anywhere; one broken row takes the patient, and no one else.
{
  echo 'id,born,visit,test,value,unit'
  make_table 50 | awk -F, '{ printf "%s,%s,%s,ECOG,%s,\n", $1, $2, $3, $5 }'
  make_table 50 | sort -r | awk -F, '{ if ($4 != "") printf "%s,%s,%s,LVEF,%s,%%\n", $1, $2, $3, $4 }'
  echo 'P-0004,2026-06-15,LVEF'
} >long.csv
make_table 50 | sed '4s/.*/P-0004,x/' >short.body
{ echo "$head" | sed 's/,note//'; cat short.body; } >wide.csv
run 3 batch heart.elig --in long.csv --map facts.yaml --out long.rows --jobs 3
run 3 batch heart.elig --in wide.csv --map site.yaml --out wide.rows
lines long.rows 50
grep -v '"error"' wide.rows >wide.good
grep -v '"error"' long.rows | cmp -s - wide.good || complain 'long form has other rows than a row a patient'
has long.rows '"code": "E0641", "at": "long.csv:'

# What is not used is told once; without a map a table is refused; a folder holds tables beside other files.
{ echo "$head"; make_table 3 | sed 's/$/,x/'; } >noted.csv
run 0 batch heart.elig --in noted.csv --map site.yaml --out noted.rows
has err 'warning W0646: the column map does not use the column `note`'
run 3 batch heart.elig --in noted.csv --out none.rows
has none.rows '"code": "E0645", "at": "noted.csv:1", "text": "a table needs a column map"'
sed 's/column: born/colum: born/' site.yaml >slip.yaml
run 2 batch heart.elig --in noted.csv --map slip.yaml
has err 'unknown key `colum`'
run 4 batch heart.elig --in noted.csv --map missing.yaml
run 2 batch heart.elig --in noted.csv --map site.yaml --zone Berlin
mkdir folder
make_list 3 >folder/a.ndjson
cp noted.csv folder/b.csv
run 0 batch heart.elig --in folder --map site.yaml --out folder.rows
lines folder.rows 6
run 0 batch heart.elig --in folder --out folder.rows
lines folder.rows 3

# A run that is stopped goes on with the same bytes; not with another map, zone or table.
# begin LIST MAP
begin() {
  rm -f rows*
  for try in 1 2 3 4 5 6 7 8; do
    "$eligo" batch heart.elig --in "$1" --map "$2" --out rows --checkpoint 0 --jobs 1 >out 2>err &
    pid=$!
    while [ ! -e rows.checkpoint ] && kill -0 $pid 2>/dev/null; do sleep 0.01; done
    kill -TERM $pid 2>/dev/null
    wait $pid
    [ $? -eq 143 ] && return
  done
  complain 'no run could be stopped half-way'
}
{ echo "$head" | sed 's/,note//'; make_table 20000; } >big.csv
run 0 batch heart.elig --in big.csv --map site.yaml --out whole
has whole.manifest.json '"--map", "site.yaml"'
has whole.manifest.json '"map_sha256": "'
begin big.csv site.yaml
run 0 batch heart.elig --in big.csv --map site.yaml --out rows --resume
same rows whole
begin big.csv site.yaml
run 5 batch heart.elig --in big.csv --map site.yaml --out rows --resume --zone +01:00
has err 'zone changed'
run 5 batch heart.elig --in big.csv --map site.yaml --out rows --resume --ignore-unmapped
has err 'options changed'
cp site.yaml kept.yaml
echo '# a remark' >>site.yaml
run 5 batch heart.elig --in big.csv --map site.yaml --out rows --resume
has err 'map changed'
cp kept.yaml site.yaml
cp -p big.csv kept.csv
sed '19999s/2026-06-15/2026-06-14/' kept.csv >big.csv
touch -r kept.csv big.csv
run 5 batch heart.elig --in big.csv --map site.yaml --out rows --resume
has err 'input changed'
cp -p kept.csv big.csv
run 0 batch heart.elig --in big.csv --map site.yaml --out rows --resume
same rows whole

# Several tables of one folder make up one record each: the rows of patients are those of a table with everything, whatever
# the threads, the shards, the packing and the order of the rows; and a run that is stopped goes on with the same bytes.
cat >study.yaml <<'YAML'
csv:
  tables:
    dm.csv: {record: {patient: {column: id}, birth_date: {column: born}, dates: {screening: {column: visit}}, history: {complete: [conditions]}}}
    lb.csv: {row: fact, record: {patient: {column: id}, observations: [{of: LVEF, value: {column: lvef}, unit: "%", on: {column: visit}}]}}
    qs.csv: {row: fact, record: {patient: {column: id}, observations: [{of: ECOG, value: {column: ecog}, on: {column: visit}}]}}
YAML
# study NUMBER FOLDER
study() {
  mkdir -p "$2"
  make_table "$1" | awk -F, -v to="$2" 'BEGIN { print "id,born,visit" >(to "/dm.csv"); print "visit,id,lvef" >(to "/lb.csv"); print "id;visit;ecog" >(to "/qs.csv") }
    { print $1 "," $2 "," $3 >(to "/dm.csv"); if ($4 != "") print $3 "," $1 "," $4 >(to "/lb.csv"); print $1 ";" $3 ";" $5 >(to "/qs.csv") }'
}
study 300 study
{ echo 'id,born,visit,lvef,ecog'; make_table 300; } >wide.csv
run 0 batch heart.elig second.elig --in wide.csv --map site.yaml --out wide.rows
run 0 batch heart.elig second.elig --in study --map study.yaml --out study.rows --jobs 1
same study.rows wide.rows
{ head -n 1 study/lb.csv; tail -n +2 study/lb.csv | sort -r; } >turned
mv turned study/lb.csv
gzip -f study/qs.csv
mkdir study/more
mv study/dm.csv study/more/DM.CSV
run 0 batch heart.elig second.elig --in study --map study.yaml --out many.rows --jobs 5
same many.rows wide.rows
for i in 1 2 3 4 5 6 7; do run 0 batch heart.elig second.elig --in study --map study.yaml --out shard.$i --shard $i/7; done
cat shard.1 shard.2 shard.3 shard.4 shard.5 shard.6 shard.7 >joined
same joined wide.rows
run 0 screen heart.elig study --map study.yaml --format json
sed -n 's/.*"patient": "\([^"]*\)", .*"verdict": "\([a-z]*\)".*/\1 \2/p' out >screened
sed -n 's/.*"patient": "\([^"]*\)", "protocol": "HEART", "verdict": "\([a-z]*\)".*/\1 \2/p' wide.rows >batched
same screened batched
run 0 screen heart.elig study/lb.csv study/more/DM.CSV study/qs.csv.gz --map study.yaml --format json
sed -n 's/.*"patient": "\([^"]*\)", .*"verdict": "\([a-z]*\)".*/\1 \2/p' out >screened
same screened batched

study 20000 large
run 0 batch heart.elig --in large --map study.yaml --out whole
begin large study.yaml
run 0 batch heart.elig --in large --map study.yaml --out rows --resume
same rows whole

make_list 3 >study/a.ndjson
echo '2026-06-15,P-0002' >>study/lb.csv
echo ',,55' >>study/lb.csv
echo 'x,y' >study/ae.csv
run 3 batch heart.elig --in study --map study.yaml --out study.rows
has err 'warning W0647: the column map does not name the table `ae.csv`'
lines study.rows 304
has study.rows 'lb.csv line 260: a row of 2 cells under a header of 3'
tail -n 1 study.rows >last.row
has last.row 'lb.csv line 261: the row names no patient'
rm study/more/DM.CSV
run 3 batch heart.elig --in study --map study.yaml --out study.rows
has study.rows 'there is no table `dm.csv`, which the column map names'
lines study.rows 4
run 3 batch heart.elig --in study/lb.csv --map study.yaml --out study.rows
lines study.rows 1
mkdir study/dm.csv.gz
run 3 batch heart.elig --in study --map study.yaml --out study.rows
rmdir study/dm.csv.gz
echo 'no packed text' >study/dm.csv
printf '\037\213broken' >study/dm.csv.gz
rm study/dm.csv
run 4 batch heart.elig --in study --map study.yaml --out none.rows
has err 'dm.csv.gz'
echo '{"resourceType": "Patient", "id": "a"}' >study/Patient.ndjson
run 4 batch heart.elig --in study --map study.yaml --out none.rows
has err 'are not joined with each other'

sample=$project/samples/csv
run 0 batch "$sample/trial.elig" --in "$sample/study" --map "$sample/study.yaml" --on 2026-11-22 --out sample.rows
sed 's/.*"patient": "\([^"]*\)".*"verdict": "\([a-z]*\)".*/\1 \2/' sample.rows >verdicts
printf 'P-21 eligible\nP-22 eligible\nP-23 ineligible\n' | cmp -s - verdicts || complain 'the sample of a study has changed'
[ -s err ] && complain 'the sample of a study gives warnings'

# One patient in YAML, JSON, FHIR and CSV: equal rows.
formats=$project/tests/formats
cp "$formats/vocabulary.yaml" .
cat >formats.elig <<'ELIG'
protocol FORMATS "One patient, four formats"
  version "1"

use formats

results valid for 28 days before screening

inclusion I1 "Adults":
  age >= 18 years

inclusion I2 "Liver":
  ALT <= 2.5 x ULN

inclusion I3 "Blood":
  hemoglobin >= 13 g/dL

inclusion I4 "Hepatitis B":
  HBV_DNA < 100 IU/mL and HBsAg is negative

exclusion E1 "HIV":
  any hiv_infection

exclusion E2 "Stroke":
  any stroke within 12 months before screening

exclusion E3 "Vaccine":
  any influenza_vaccine within 28 days before screening
ELIG
run 0 batch formats.elig --in "$formats/patient.yaml" --out yaml.rows --on 2026-11-22
has yaml.rows '"patient": "P-100", "protocol": "FORMATS", "verdict": "ineligible"'
has yaml.rows '"I3": "fail"'
has yaml.rows '"problems": []'
for form in json fhir.json csv; do
  run 0 batch formats.elig --in "$formats/patient.$form" --map "$formats/site.yaml" --out form.rows --on 2026-11-22
  same form.rows yaml.rows
done

finish
