#!/bin/sh
# Input that is broken in every way we could think of: the outcome is stated, and no broken record hides its neighbours.
. "$(dirname "$0")/list.sh"

# ./middle among two good records: three rows, the middle one an error with this code.
among() {
  refused_as=$1
  { echo '{"patient": "A"}'; cat middle; echo; echo '{"patient": "B"}'; } >among.ndjson
  run 3 batch heart.elig --in among.ndjson --out rows
  lines rows 3
  has rows '{"patient": "A"'
  has rows '{"patient": "B"'
  has rows "\"patient\": null, \"protocol\": \"HEART\", \"verdict\": \"error\", \"failed\": [], \"unknown\": [], \"criteria\": {}, \"missing\": [], \"problems\": [{\"code\": \"$refused_as\", \"at\": \"among.ndjson:2\""
  has err '1 record was rejected'
}

printf '{"patient": "C", "observ' >middle
among E0601
printf '{"patient": "C"} {"patient": "D"}' >middle
among E0601
printf 'patient: C' >middle
among E0601
printf '[{"patient": "C"}]' >middle
among E0617
printf '"C"' >middle
among E0617
printf '{"patient": "C", "sex": "female", "sex": "male"}' >middle
among E0616
printf '{"patient": "C", "sex": "female", "SEX": "male"}' >middle
among E0616
printf '{"patient": "\377\376"}' >middle
among E0601
printf '{"patient": "C\000"}' >middle
among E0601
printf '{"patient": "C", "x": 01}' >middle
among E0601
awk 'BEGIN { for (i = 0; i < 10000; ++i) printf "{\"a\":"; printf "1"; for (i = 0; i < 10000; ++i) printf "}" }' >middle
among E0618
awk 'BEGIN { for (i = 0; i < 10000; ++i) printf "[" }' >middle
among E0617

# Line ends of other systems, a byte order mark, empty lines, no line end at the end.
printf '\357\273\277{"patient": "A"}\r\n\r\n{"patient": "B"}\r\n\n{"patient": "C"}' >ends.ndjson
run 0 batch heart.elig --in ends.ndjson --out rows
lines rows 3

# Nothing at all; a list of nothing but broken lines.
: >empty.ndjson
run 0 batch heart.elig --in empty.ndjson --out rows
lines rows 0
for i in 1 2 3 4 5 6 7 8 9; do head -c 1000 /dev/urandom | tr '\n' x; echo; done >junk.ndjson
run 3 batch heart.elig --in junk.ndjson --out rows
lines rows 9
[ "$(grep -c '"verdict": "error"' rows)" -eq 9 ] || complain 'junk was screened'

# A line of a gigabyte is refused and never held.
{
  echo '{"patient": "A"}'
  printf '{"patient": "'
  head -c 1000000000 /dev/zero
  printf '"}\n{"patient": "B"}\n'
} | { grep -q __asan_init "$eligo" || ulimit -v 1000000; "$eligo" batch heart.elig --in - --jobs 1 >rows 2>err; echo $? >code; }
[ "$(cat code)" -eq 3 ] || complain "a line of a gigabyte: exit code $(cat code): $(cat err)"
lines rows 3
has rows '"code": "E0618", "at": "-:2"'
has rows '{"patient": "B"'

# A folder in which not every file can be read.
mkdir -p folder/deeper.json
echo '{"patient": "A"}' >folder/a.json
ln -s nowhere folder/b.json
: >folder/c.json
echo 'patient: D' | gzip >folder/d.yaml.gz
head -c 20 folder/d.yaml.gz >folder/e.yaml.gz
printf '{"patient": "F1"}\n{"patient"\n{"patient": "F3"}\n' >folder/deeper.json/f.ndjson
echo 'not a record' >folder/notes.txt
run 3 batch heart.elig --in folder --out rows --errors errors
sed 's/.*"patient": \([^,]*\),.*/\1/' rows | tr '\n' ' ' >patients
[ "$(cat patients)" = '"A" null null "D" "F1" null "F3" null ' ] || complain "patients of the folder: $(cat patients)"
lines errors 4
has errors 'folder/b.json'
has errors 'No such file'
has errors 'the file holds no record'
has errors 'ends in the middle of its packed bytes'
has errors '"file": "folder/deeper.json/f.ndjson", "line": 2'
mkdir nothing
run 4 batch heart.elig --in nothing --out rows

# A YAML stream with a broken document.
printf 'patient: A\n---\npatient: [\n---\npatient: B\n' >stream.yaml
run 3 batch heart.elig --in stream.yaml --out rows
lines rows 3
has rows '"at": "stream.yaml:'

# Rules that do not compile, words that cannot be followed.
sed 's/LVEF/LVEFF/' heart.elig >bad.elig
run 2 batch bad.elig --in empty.ndjson --out none
[ -e none ] && complain 'rules that do not compile wrote results'
run 2 batch heart.elig
run 2 batch --in empty.ndjson
run 2 batch heart.elig --in empty.ndjson --results xml
run 2 batch heart.elig --in empty.ndjson --flush page
run 2 batch heart.elig --in empty.ndjson --max-errors many

# A disk that is full, a file that may not grow, input that fails, a folder that cannot be written.
make_list 2000 >list.ndjson
if [ -w /dev/full ]; then
  run 4 batch heart.elig --in list.ndjson --out /dev/full
  has err 'No space left'
  "$eligo" batch heart.elig --in list.ndjson --out - >/dev/full 2>err
  [ $? -eq 4 ] || complain 'a full standard output does not end with 4'
fi
echo old >kept
(ulimit -f 20; "$eligo" batch heart.elig --in list.ndjson --out kept >out 2>err; echo $? >code)
[ "$(cat code)" -eq 4 ] || complain "a file that may not grow: exit code $(cat code)"
[ "$(cat kept)" = old ] || complain 'a file that may not grow cost the old results'
run 4 batch heart.elig --in list.ndjson --out nowhere/rows
run 4 batch heart.elig --in /proc/self/mem --out rows2
[ -e rows2 ] && complain 'input that fails left results'

finish
