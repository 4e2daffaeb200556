#!/bin/sh
# From a fresh clone to a first answer: installs what is missing, builds the release preset, screens the sample patients
# of one trial. Can be run again at any time. Run as: sh cli/quickstart.sh
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. cli/packages.sh

install_missing_packages

log=build/quickstart.log
mkdir -p build
say "Building build/release/bin/eligo (some minutes the first time; log in $log)"
{ cmake --preset release && cmake --build --preset release --target eligo --parallel "$(nproc)"; } >"$log" 2>&1 ||
  { tail -n 30 "$log" >&2; stop "the build failed; the whole log is in $log"; }

say "Checking the rules of one trial"
build/release/bin/eligo check rules/nct06585345/nct06585345.elig

say "Screening its sample patients: eligo screen rules/nct06585345/nct06585345.elig samples/nct06585345/*.yaml"
build/release/bin/eligo screen rules/nct06585345/nct06585345.elig samples/nct06585345/*.yaml

say "Done. Next: README.md, or build/release/bin/eligo --help"
