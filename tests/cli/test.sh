#!/bin/sh
# eligo test: which files are run, exit codes, formats, accepting, coverage.
. "$(dirname "$0")/expect.sh"
mkdir -p rules/heart
mv modules/ward.yaml heart.elig rules/heart/
cat >rules/heart/tests.yaml <<'YAML'
on: 2026-06-15
base:   # may join
  birth_date: 1980-04-12
  history: {complete: [conditions]}
  observations: [{of: LVEF, value: 60, unit: "%", on: 2026-06-10}]
tests:
  - {name: the base, expect: eligible}
  - {name: age, criterion: I1, vary: birth_date, values: {2008-06-15: pass, 2008-06-16: fail, 2008: unknown}}
  - {name: ejection fraction, criterion: I2, vary: LVEF, values: {50: pass, 49.9: fail, not recorded: unknown}}
  - name: fracture
    criterion: E1
    cases:
      - {with: {conditions: [{of: fracture, onset: 2026-05-04}]}, expect: fail}
      - {with: {conditions: [{of: fracture, onset: 2026-05-03}]}, expect: pass}
      - {incomplete: [conditions], expect: unknown}
YAML
cp rules/heart/tests.yaml good_tests

# The folder, the rule file, the test file itself, the working folder.
for path in rules rules/heart/heart.elig rules/heart/tests.yaml .; do
  run 0 test "$path"
  last_line_has out '10 tests, none failed; coverage 100 % (18 of 18)'
  empty err
done
run 0 test
last_line_has out '10 tests, none failed'
run 0 test rules --min-coverage 100

# By name: coverage is not counted.
run 0 test rules -k EJECTION
last_line_has out '3 tests, none failed; coverage is not counted'
run 1 test rules -k ejektion
has err 'no test has `ejektion` in its name'
run 2 test rules -k age --min-coverage 50
has err 'coverage is not counted with `-k`'

# What is not met: the place, the words and the reason.
sed 's/2008-06-16: fail/2008-06-16: pass/' good_tests >rules/heart/tests.yaml
run 1 test rules
has out 'FAILED rules/heart/tests.yaml:8: age, birth_date: 2008-06-16'
has out 'I1: expected pass, got fail'
last_line_has out '10 tests, 1 failed'
run 1 test rules --format json
has out '"passed": 9, "failed": 1'
run 1 test rules --format junit
has out '<failure message="I1: expected pass, got fail">'

# Accepting writes the old text again.
run 0 test rules --update
has out '1 expectation rewritten'
cmp -s rules/heart/tests.yaml good_tests || complain "--update changed more than the word: $(diff rules/heart/tests.yaml good_tests)"
run 0 test rules --update
has out 'no expectations rewritten'

# What no test has seen, by text and line; what is impossible, with its reason.
grep -v incomplete good_tests >rules/heart/tests.yaml
run 0 test rules
has out 'E1 (line 15) `any fracture within 6 weeks before screening`: unknown'
last_line_has out 'coverage 88 % (16 of 18)'
run 0 test rules --min-coverage 88
run 1 test rules --min-coverage 89
has err 'coverage is 88 %, and 89 % are asked for'
cat >>rules/heart/tests.yaml <<'YAML'
impossible:
  - {at: E1, leaf: any fracture within 6 weeks before screening, never: unknown, because: every fracture is known}
  - {at: E1, never: unknown, because: every fracture is known}
YAML
run 0 test rules --min-coverage 100
has out 'never unknown: every fracture is known'
sed '16s/never: unknown/never: true/' rules/heart/tests.yaml >wrong
cp wrong rules/heart/tests.yaml
run 1 test rules
has err 'tests.yaml:16'

# Mistakes of a test file have their line; so have problems of its records.
sed 's/criterion: I2/criterion: I7/' good_tests >rules/heart/tests.yaml
run 1 test rules
has err 'E0904'
has err 'tests.yaml:9'
has err 'did you mean `I1`?'
sed 's/of: fracture, onset: 2026-05-04/of: fractur, onset: 2026-05-04/' good_tests >rules/heart/tests.yaml
run 1 test rules
has out 'tests.yaml:13:1: error E0603'
has out 'did you mean `fracture`?'
sed 's/LVEF >= 50/LVEFF >= 50/' rules/heart/heart.elig >rules/heart/other.elig
run 1 test rules
has err 'it is open which rule file the tests are of'
rm rules/heart/heart.elig
run 2 test rules
has err 'did you mean `LVEF`?'
mkdir nothing
run 4 test nothing
run 4 test missing

finish
