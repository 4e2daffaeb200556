#!/bin/sh
# Installs what is missing, builds one preset (dev where none is named), runs every test, and closes with one line:
# `N passed, N failed`, and `, N skipped` where some were. Fails where a test fails or none ran.
# Run as: sh tests/run.sh [PRESET]
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. cli/packages.sh
preset=${1:-dev}

install_missing_packages
# The page is tested in a browser where there can be one; where not, that test says SKIPPED.
(packages=$browser_packages; install_missing_packages) || say "Without these the browser test will be SKIPPED"

say "Configuring and building the preset $preset"
cmake --preset "$preset" >/dev/null
cmake --build --preset "$preset" --parallel "$(nproc)"

command -v npm >/dev/null 2>&1 || (packages="nodejs npm"; install_missing_packages) || true
sh tests/browser/fetch.sh "build/$preset/browser" ||
  say "npm could not fetch axe-core (see build/$preset/browser/npm.log): its test will be SKIPPED"

say "Running the tests"
results=$root/build/$preset/tests.xml
rm -f "$results"
status=0
ctest --preset "$preset" --output-junit "$results" || status=$?
[ -s "$results" ] || stop "no test ran"

# count NAME: the attribute NAME of the root element of the results.
count() { tr '\n' ' ' <"$results" | sed -n "s/.*<testsuite [^>]*[[:space:]]$1=\"\([0-9]*\)\".*/\1/p"; }
failed=$(count failures)
skipped=$(($(count skipped) + $(count disabled)))
passed=$(($(count tests) - failed - skipped))
[ "$passed" -gt 0 ] || status=1
[ "$failed" -eq 0 ] || status=1
if [ "$skipped" -gt 0 ]; then
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
exit "$status"
