#!/bin/sh
# Screens one case through the command line and compares the JSON with expected.json. The record is patient.yaml beside
# it, or the sample of the same name. Sums and versions are masked, so that only changed answers are seen.
# Run as: run_case.sh ROOT ELIGO CASE [refresh]
set -eu

root=$1
eligo=$2
case=$3
mode=${4:-compare}

patient=$(basename "$case")
trial=$(basename "$(dirname "$case")")
record=$case/patient.yaml
[ -f "$record" ] || record=$root/samples/$trial/$patient.yaml

actual=$(mktemp)
trap 'rm -f "$actual"' EXIT
"$eligo" screen "$root/rules/$trial/$trial.elig" "$record" --format json |
  sed -E 's/"(rules_sha256|vocabulary_sha256|engine)": "[^"]*"/"\1": "-"/g' >"$actual"
[ -s "$actual" ] || { echo "$trial/$patient: no answer" >&2; exit 1; }

if [ "$mode" = refresh ]; then
  cp "$actual" "$case/expected.json"
elif ! diff -u "$case/expected.json" "$actual"; then
  echo "$trial/$patient: the answer differs from expected.json" >&2
  exit 1
fi
