#!/bin/sh
# eligo vocabulary: what a word finds, what is shown of a concept; and modules with mistakes, which stop every run.
. "$(dirname "$0")/expect.sh"
cp -r "$project/rules" project_rules
mkdir rules
mv project_rules/vocabulary rules/

# By name, other name, title, code; without regard to case.
run 0 vocabulary list
last_line_has out 'concepts'
for word in SGPT alanine 1742-6 'loinc|1742-6'; do
  run 0 vocabulary list "$word"
  has out 'ALT'
  last_line_has out '1 concept'
done
run 0 vocabulary list hepatitis b
has out 'HBV_DNA'
run 0 vocabulary list --kind vaccine
has out 'yellow_fever_vaccine'
lacks out 'observation'
run 0 vocabulary list --module cardiology --format json
has out '"name": "LVEF", "kind": "observation", "module": "cardiology"'
lacks out '"module": "drugs"'
run 1 vocabulary list creatinin_clearance
has err 'did you mean `creatinine_clearance`?'
run 2 vocabulary list --kind drug
has err 'kinds: condition, treatment'
run 2 vocabulary list --module cardiologie
has err 'did you mean `cardiology`?'
run 2 vocabulary
has err 'needs a command'
run 2 vocabulary show
has err 'no concept is named'

# All that is known of one.
run 0 vocabulary show nivolumab
has out 'half-life               25 to 26.7 d'
has out 'above                   anti_pd1'
has out 'rxnorm|1597876'
has out 'Sci Rep 2019'
run 0 vocabulary show creatinine
has out 'molar mass              113.1179 g/mol'
has out 'plausible               0.1 to 25 mg/dL'
has out 'obtained by             kidney panel'
run 0 vocabulary show crcl --format json
has out '"formula": ["(140 - age) x weight / (72 x creatinine), x 0.85 if female"]'
run 0 vocabulary show 'ATC|L01FF01' 59408-5
has out 'nivolumab'
has out 'SpO2'
run 1 vocabulary show ALT nivolumap
has out 'alanine aminotransferase'
has err 'did you mean `nivolumab`?'

# Every name of a module in use can be shown.
run 0 vocabulary list --format json
sed -n 's/^{"name": "\([^"]*\)".*/\1/p' out >names
[ "$(wc -l <names)" -gt 300 ] || complain "only $(wc -l <names) concepts are listed"
xargs "$eligo" vocabulary show <names >shown 2>err || complain "a listed name is not found: $(cat err)"

# Mistakes of modules: an error with file and line, and no patient is seen.
# refused LINE CODE CONCEPTS: the module stands at MODULE:1, so the first concept is on line 3.
refused() {
  printf 'module: ward\nconcepts:\n%b' "$3" >modules/ward.yaml
  for command in "screen heart.elig good.yaml" "check heart.elig"; do
    # shellcheck disable=SC2086
    "$eligo" $command --vocabulary modules >out 2>err
    code=$?
    cat out err >both
    case $command in
      screen*) [ "$code" -eq 2 ] && [ ! -s out ] || complain "$2: screening ended with $code: $(cat out)" ;;
      check*) [ "$code" -eq 1 ] || complain "$2: check ended with $code" ;;
    esac
    last="eligo $command"
    has both "$2"
    has both "ward.yaml:$1:"
  done
}
lvef='  LVEF: {kind: observation, unit: "%"}\n  fracture: {kind: condition}\n'
refused 5 E0703 "$lvef  break: {kind: condition, aliases: [fracture]}\n"
refused 5 E0701 "$lvef  Fracture: {kind: condition}\n"
refused 5 E0705 "$lvef  crack: {kind: condition, is_a: [split]}\n  split: {kind: condition, is_a: [crack]}\n"
refused 5 E0704 "$lvef  crack: {kind: condition, is_a: [injury]}\n"
refused 6 E0703 "$lvef  one: {kind: condition, codes: {icd10: [S52]}}\n  two: {kind: condition, codes: {icd10: [S52]}}\n"
refused 5 E0708 "$lvef  drug: {kind: treatment, half_life: 25}\n"
refused 5 E0708 "$lvef  crack: {kind: condition, half_life: 25 d}\n"

# The same concept in two modules.
printf 'module: ward\nconcepts:\n%b' "$lvef" >modules/ward.yaml
printf 'module: clinic\nconcepts:\n  fracture: {kind: condition}\n' >modules/clinic.yaml
sed 's/use ward/use ward, clinic/' heart.elig >two.elig
run 2 screen two.elig good.yaml --vocabulary modules
has err 'E0703'
has err 'clinic.yaml:3:'
empty out

finish
