#!/bin/sh
# Fetches axe-core, as package-lock.json pins it, from npm into a folder; does nothing where it is there already.
# Run as: fetch.sh FOLDER
set -eu

here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cd "$1"
if [ -f node_modules/axe-core/axe.min.js ] && cmp -s "$here/package-lock.json" package-lock.json; then exit 0; fi
cp "$here/package.json" "$here/package-lock.json" .
npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=1 --fetch-timeout=30000 >npm.log 2>&1
