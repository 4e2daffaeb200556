#!/bin/sh
# Reports of the sample records of one trial, in every format, against the files of this folder: <record>.txt and
# <record>.json as they are printed, <PROTOCOL>_<patient>.html for each patient. Sums and the engine's version are masked,
# and the style sheet is left out of the pages (tests/browser looks at it), so that only changed answers are seen.
# Run as: run_case.sh ROOT ELIGO TRIAL [refresh]
set -eu

root=$1
eligo=$2
trial=$3
mode=${4:-compare}
golden=$root/tests/golden/reports/$trial
rules=$root/rules/$trial/$trial.elig
export LC_ALL=C.UTF-8

actual=$(mktemp -d)
trap 'rm -rf "$actual"' EXIT

masked() {
  sed -E -e 's/[0-9a-f]{64}/-/g' -e 's/^engine [^;]*;/engine -;/' -e 's/"engine": "[^"]*"/"engine": "-"/' \
    -e 's/(<dt>Eligo<\/dt><dd>)[^<]*/\1-/' -e '/^<style>/,/<\/style>$/d'
}

cd "$root"
for record in samples/"$trial"/*.yaml; do
  name=$(basename "$record" .yaml)
  "$eligo" screen "$rules" "$record" --color never | masked >"$actual/$name.txt"
  "$eligo" screen "$rules" "$record" --format json | masked >"$actual/$name.json"
done
"$eligo" screen "$rules" samples/"$trial"/*.yaml --format html --out "$actual/pages" >/dev/null
for page in "$actual"/pages/*.html; do
  masked <"$page" >"$actual/$(basename "$page")"
done
rm -r "$actual/pages"

if [ "$mode" = refresh ]; then
  rm -rf "$golden"
  cp -r "$actual" "$golden"
  chmod 755 "$golden"
elif ! diff -ru "$golden" "$actual"; then
  echo "$trial: a report differs; where it should, run: sh tests/golden/reports/refresh.sh $eligo" >&2
  exit 1
fi
