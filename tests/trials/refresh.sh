#!/bin/sh
# Writes every expected.json anew; read the difference before it is committed.
# Run as: sh tests/trials/refresh.sh ELIGO
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
for case in "$root"/tests/trials/*/*/; do
  sh "$root/tests/trials/run_case.sh" "$root" "$1" "${case%/}" refresh
done
git -C "$root" diff --stat -- tests/trials
