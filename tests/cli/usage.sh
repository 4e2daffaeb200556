#!/bin/sh
# Help, version, and command lines that cannot be followed: each says what would be right.
. "$(dirname "$0")/expect.sh"

run 0 --help
has out 'Examples:'
has out 'eligo screen trial.elig patient.yaml'
run 0
has out 'Examples:'
for command in check screen format test; do
  run 0 "$command" --help
  has out 'Examples:'
  has out "eligo $command"
done
run 0 --version
has out 'eligo 0.'

run 2 chek heart.elig
has err 'unknown command `chek`'
has err 'did you mean `check`?'
run 2 screen heart.elig good.yaml --vocabulery modules
has err 'did you mean `--vocabulary`?'
run 2 screen good.yaml
has err 'no rule file is named'
run 2 screen heart.elig
has err 'no patient is named'
run 2 screen heart.elig good.yaml --on 2026-02-30
has err '2026-02-30'
run 2 screen heart.elig good.yaml --on 2026-02
has err 'is no day'
run 2 screen heart.elig good.yaml --assume-complete condition
has err '`condition` cannot be assumed complete'
has err 'conditions, treatments'
run 2 screen heart.elig good.yaml --assume-complete observations
run 2 screen heart.elig good.yaml --format xml
has err 'xml'
run 2 check
has err 'no rule file is named'
run 2 format
empty out

finish
