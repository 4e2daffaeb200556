#!/bin/sh
# eligo screen: verdicts, exit codes, JSON, lists, standard input, options.
. "$(dirname "$0")/expect.sh"
cp modules/ward.yaml .

run 0 screen heart.elig good.yaml
last_line_has out 'ELIGIBLE'
empty err
run 0 screen heart.elig weak.yaml
has out 'I2'
has out '45'
last_line_has out 'INELIGIBLE'
run 0 screen heart.elig open.yaml
has out 'echocardiography'

# Verdicts as exit codes, only where asked for.
run 0 screen heart.elig good.yaml --exit-verdict
run 10 screen heart.elig weak.yaml --exit-verdict
run 11 screen heart.elig open.yaml --exit-verdict
run 10 screen heart.elig good.yaml weak.yaml open.yaml --exit-verdict
run 11 screen heart.elig good.yaml open.yaml --exit-verdict

# JSON: one object for one patient, a list for several; equal inputs give equal bytes.
run 0 screen heart.elig weak.yaml --format json
[ "$(head -c 1 out)" = '{' ] || complain 'one report is not one object'
has out '"verdict": "ineligible"'
cp out first
run 0 screen heart.elig weak.yaml --format json
cmp -s first out || complain 'equal inputs gave different bytes'
run 0 screen heart.elig good.yaml weak.yaml --format json
[ "$(head -c 1 out)" = '[' ] || complain 'several reports are no list'
[ "$(grep -c '"verdict": "' out)" -ge 2 ] || complain 'not both reports are there'
run 0 screen heart.elig good.yaml weak.yaml
last_line_has out '2 screened: 1 eligible, 1 ineligible, 0 undetermined'

# A page to print: the only one to standard output, several into a folder, each with its own name.
run 0 screen heart.elig weak.yaml --format html
has out '<html lang="en"'
has out 'Ineligible'
run 2 screen heart.elig good.yaml weak.yaml --format html
has err 'name a folder for the pages: --out pages'
empty out
sed 's#GOOD#../GOOD#' good.yaml >climbing.yaml
run 0 screen heart.elig good.yaml good.yaml climbing.yaml --format html --out sheets/june
for page in HEART_GOOD HEART_GOOD_2 HEART__._GOOD; do
  [ -s "sheets/june/$page.html" ] || complain "$last: no page $page.html: $(ls sheets/june)"
done
last_line_has out '3 screened'
run 2 screen heart.elig good.yaml --out sheets
has err '--format html'
mkdir closed
: >closed/file
run 4 screen heart.elig good.yaml --format html --out closed/file
has err 'closed/file'

# A folder of records, a stream, standard input, two rule files.
mkdir patients
cp good.yaml weak.yaml patients/
run 0 screen heart.elig patients
last_line_has out '2 screened'
printf '{"patient": "A", "birth_date": "1980-01-01"}\n{"patient": "B"}\n' >two.ndjson
run 0 screen heart.elig two.ndjson
last_line_has out '2 screened'
"$eligo" screen heart.elig - <good.yaml >out 2>err || complain 'standard input is not read'
last_line_has out 'ELIGIBLE'
sed 's/HEART/SECOND/' heart.elig >second.elig
run 0 screen heart.elig second.elig good.yaml --format json
has out '"protocol": "SECOND"'

# With several rule files a line for each; with --all the reports behind the lines.
run 0 screen heart.elig second.elig good.yaml weak.yaml
has out 'HEART GOOD ELIGIBLE'
has out 'SECOND WEAK INELIGIBLE: fails I2'
lacks out 'Adults'
[ "$(wc -l <out)" -eq 6 ] || complain "not a line for each: $(cat out)"
last_line_has out '4 screened: 2 eligible, 2 ineligible'
run 0 screen heart.elig second.elig weak.yaml --all
head -n 2 out | grep -qF 'SECOND WEAK INELIGIBLE' || complain "the lines do not stand first: $(head -n 2 out)"
has out 'Patient WEAK for SECOND'
has out 'Adults'
last_line_has out '2 screened: 0 eligible, 2 ineligible'

# The day of screening.
run 0 screen heart.elig good.yaml --on 2026-12-01 --format json
has out '"screening": "2026-12-01"'
has out '"why": "stale"'

# Completeness that the caller takes for granted is named in the report.
grep -v history good.yaml >silent.yaml
run 11 screen heart.elig silent.yaml --exit-verdict
run 0 screen heart.elig silent.yaml --exit-verdict --assume-complete conditions --format json
has out '"verdict": "eligible"'
lacks out '"assumptions": []'

# Problems: reported, and with --strict a rejection.
sed 's/LVEF/LVXX/' good.yaml >problem.yaml
run 0 screen heart.elig problem.yaml --format json
has out '"code": "E0603"'
run 3 screen heart.elig problem.yaml good.yaml --strict
has err 'E0603'
last_line_has out '1 screened: 1 eligible, 0 ineligible, 0 undetermined, 1 rejected'
run 3 screen heart.elig problem.yaml --strict --format json
has out '"verdict": "error"'
printf 'patient: X\n  broken: [\n' >broken.yaml
run 3 screen heart.elig broken.yaml good.yaml
has err 'broken.yaml'
last_line_has out '1 rejected'

# Rules that do not compile screen no one; files that cannot be read end the run.
sed 's/LVEF/LVEFF/' heart.elig >bad.elig
run 2 screen bad.elig heart.elig good.yaml
has err 'did you mean `LVEF`?'
empty out
run 4 screen heart.elig missing.yaml
has err 'cannot read `missing.yaml`'
run 4 screen missing.elig good.yaml

# A file past the limit of what is read at once is refused.
truncate -s 257M huge.json
run 5 screen heart.elig huge.json
has err 'larger than 256 MiB'
rm huge.json

# ASCII where the locale is not UTF-8, and no colour without a terminal.
export LC_ALL=C
LC_ALL=C run 0 screen heart.elig weak.yaml open.yaml --all
if LC_ALL=C grep -q '[^ -~]' out; then complain "not ASCII: $(LC_ALL=C grep '[^ -~]' out)"; fi
run 0 screen heart.elig weak.yaml --color always
grep -q "$(printf '\033')" out || complain 'no colour with --color always'

finish
