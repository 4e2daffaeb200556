# What the scripts of this folder share: run the command, look at what came out. Sourced with the binary as $1 and the
# project's folder as $2; works in a temporary folder; `finish` ends the script with its result.
set -u
unset LC_ALL LC_CTYPE
export LANG=C.UTF-8   # the same signs on every machine, a bare one too
eligo=$1
project=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0

complain() { echo "$*"; failed=1; }

# run CODE ARGUMENTS…: the command must end with CODE; its output stands in ./out and ./err.
run() {
  wanted=$1
  shift
  "$eligo" "$@" >out 2>err
  code=$?
  [ "$code" -eq "$wanted" ] || complain "eligo $*: exit code $code, expected $wanted: $(cat err)"
  last="eligo $*"
}

# has FILE TEXT: the text stands in the file. lacks FILE TEXT: it does not.
has() { grep -qF -- "$2" "$1" || complain "$last: no \`$2\` in $1: $(cat "$1")"; }
lacks() { ! grep -qF -- "$2" "$1" || complain "$last: unexpected \`$2\` in $1"; }
empty() { [ ! -s "$1" ] || complain "$last: $1 is not empty: $(cat "$1")"; }
last_line_has() { tail -n 1 "$1" | grep -qF -- "$2" || complain "$last: the last line of $1 has no \`$2\`: $(tail -n 1 "$1")"; }

finish() { exit "$failed"; }

# Small files that the scripts work with.
mkdir modules
cat >modules/ward.yaml <<'YAML'
module: ward
concepts:
  LVEF: {kind: observation, title: ejection fraction, unit: '%', plausible: [5, 90], obtain: echocardiography}
  ECOG: {kind: observation, title: ECOG performance status, plausible: [0, 5]}
  fracture: {kind: condition, acute: true}
YAML
cat >heart.elig <<'ELIG'
protocol HEART "A heart that can bear the treatment"
  version "1"

use ward

results valid for 28 days before screening

inclusion I1 "Adults":
  age >= 18 years

inclusion I2 "Ejection fraction":
  LVEF >= 50 %

exclusion E1 "Recent fracture":
  any fracture within 6 weeks before screening
ELIG
cat >good.yaml <<'YAML'
patient: GOOD
birth_date: 1980-04-12
dates: {screening: 2026-06-15}
history: {complete: [conditions]}
observations:
  - {of: LVEF, value: 60, unit: "%", on: 2026-06-10}
YAML
sed 's/GOOD/WEAK/; s/value: 60/value: 45/' good.yaml >weak.yaml
grep -v LVEF good.yaml | sed 's/GOOD/OPEN/; s/observations:/observations: []/' >open.yaml
