#!/bin/sh
# Writes the reports of every folder here anew; read the difference before it is committed. A new trial begins with an
# empty folder of its name.
# Run as: sh tests/golden/reports/refresh.sh ELIGO
set -eu

root=$(cd "$(dirname "$0")/../../.." && pwd)
for folder in "$root"/tests/golden/reports/*/; do
  sh "$root/tests/golden/reports/run_case.sh" "$root" "$1" "$(basename "$folder")" refresh
done
git -C "$root" diff --stat -- tests/golden/reports
