#!/bin/sh
# Tables by a column map: the sample comes out as its page says; rows and maps that are wrong are told with their places; of the
# tables of a real trial nothing is lost.
. "$(dirname "$0")/expect.sh"
sample=$project/samples/csv

run 3 screen "$sample/trial.elig" "$sample/patients.csv" --map "$sample/site.yaml" --on 2026-11-22 --format json
sed -nE 's/.*"patient": "?([^",]*)"?.*"verdict": "([a-z]*)".*/\1 \2/p' out | diff - "$sample/expected.txt" || complain 'the sample has changed'
has err 'error E0641: a row of 9 cells under a header of 10'
has err 'patients.csv:8:1'
has out '"at": "line 7, column `Hb`"'
has out '`unklar` is not `ja` or `nein`'

run 0 screen "$sample/trial.elig" "$sample/results.csv" --map "$sample/results.yaml" --on 2026-11-22 --format json
has out '"patient": "P-11"'
has out '"patient": "P-12"'

cat >short.csv <<'CSV'
id,born,ecog,note
P1,1980,1,x
P2,1980
P3,1950,1,
CSV
cat >short.yaml <<'YAML'
csv:
  record:
    patient: {column: id}
    birth_date: {column: born}
    observations:
      - {of: ECOG, value: {column: ecog}, on: {column: born}}
YAML
run 3 screen heart.elig short.csv --map short.yaml --vocabulary modules --on 2026-11-22
has err 'error E0641: a row of 2 cells under a header of 4'
has err 'short.csv:3:1'
has err 'warning W0646: the column map does not use the column `note`'
last_line_has out '2 screened'
last_line_has out '1 rejected'
run 3 screen heart.elig - --map short.yaml --vocabulary modules --on 2026-11-22 <short.csv
last_line_has out '2 screened'

run 3 screen heart.elig short.csv --vocabulary modules --on 2026-11-22
has err 'error E0645: a table needs a column map'

sed 's/column: born/colum: born/' short.yaml >slip.yaml
run 2 screen heart.elig short.csv --map slip.yaml --vocabulary modules
has err 'unknown key `colum`'
has err 'slip.yaml:4:18'
run 4 screen heart.elig short.csv --map missing.yaml --vocabulary modules

# The tables of a real trial: every row of them is a fact of someone.
trial=$project/../shared/datasets/sdtm
if [ -d "$trial" ]; then
  cat >sdtm.yaml <<'YAML'
csv:
  row: fact
  ignore: "*"
  tables:
    dm.csv: {row: patient, record: {patient: {column: USUBJID}, sex: {column: SEX, texts: {F: female, M: male}}, birth_date: {column: BRTHDTC}}}
    lb.csv: {record: {patient: {column: USUBJID}, observations: [{of: {column: LBTESTCD}, value: {column: LBORRES}, unit: {column: LBORRESU}, lln: {column: LBORNRLO}, uln: {column: LBORNRHI}, on: {column: LBDTC}}]}}
    vs.csv: {record: {patient: {column: USUBJID}, observations: [{of: {column: VSTESTCD}, value: {column: VSORRES}, unit: {column: VSORRESU}, on: {column: VSDTC}}]}}
    cm.csv: {record: {patient: {column: USUBJID}, treatments: [{of: {column: CMTRT}, start: {column: CMSTDTC}, end: {column: CMENDTC}, ongoing: {column: CMENRTPT, texts: {ONGOING: yes}}}]}}
    mh.csv: {record: {patient: {column: USUBJID}, conditions: [{of: {column: MHTERM}, onset: {column: MHSTDTC}, end: {column: MHENDTC}}]}}
    qs_mmse.csv: ignore
    ds.csv: ignore
    ti.csv: ignore
YAML
  run 0 data convert "$trial" --map sdtm.yaml --out sdtm.ndjson
  [ -s err ] && complain 'the tables of the trial give warnings'
  for table in lb vs cm mh; do
    rows=$(($(wc -l <"$trial/$table.csv") - 1))
    found=$(grep -o "\"from\": \"$table.csv line" sdtm.ndjson | wc -l)
    [ "$found" -eq "$rows" ] || complain "of $rows rows of $table.csv $found are facts"
  done
  [ "$(wc -l <sdtm.ndjson)" -eq $(($(wc -l <"$trial/dm.csv") - 1)) ] || complain 'not every person of the trial has a record'
else
  echo 'SKIPPED: no tables of a real trial'
fi

finish
