#!/bin/sh
# The check of style must find what it looks for: a small tree with one breach of each rule, and the breach in its output.
# Run as: sh check_finds_breaches.sh SOURCE_FOLDER
set -eu
source=$1
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
cd "$tree"

mkdir -p cli engine/base engine/eval engine/odd grammar samples tests/style stray
cp "$source/engine/README.md" engine/
cp "$source/tests/style/includes.awk" tests/style/
opening='// A file.'
printf '%s\n#include "eval/outcome.h"\n' "$opening" >engine/base/upward.h
printf '%s\n#include <yaml-cpp/yaml.h>\n' "$opening" >engine/eval/yaml.cpp
printf '%s\n#include <sqlite/sqlite3.h>\n' "$opening" >engine/eval/unlisted.cpp
printf '%s\n#include "outcome.h"\n' "$opening" >engine/eval/short.cpp
printf '%s\n#include "engine.h"\n' "$opening" >engine/eval/facade.cpp
printf '%s\n' "$opening" >engine/odd/folder.h
printf '#pragma once\n' >engine/base/bare.h
printf '%s\n' "$opening" >engine/base/string_utils.h
{ echo "$opening"; yes '//' | head -n 500; } >engine/base/long.h
printf '%s\n// TO''DO: later\n' "$opening" >engine/base/later.h
# What is allowed must not be reported.
printf '%s\n#include <vector>\n#include "base/id.h"\n#include "value/truth.h"\n' "$opening" >engine/eval/allowed.cpp

output=$(sh "$source/tests/style/check.sh" "$tree") && { echo "no breach was found"; exit 1; }
failed=0
expect() { printf '%s\n' "$output" | grep -qF "$1" || { echo "not reported: $1"; failed=1; }; }
expect 'engine/base/upward.h:2: base may not include eval'
expect 'engine/eval/yaml.cpp:2: eval may not use yaml-cpp'
expect 'engine/eval/unlisted.cpp:2: a library that the table does not know: sqlite/sqlite3.h'
expect 'engine/eval/short.cpp:2: write the folder too'
expect 'engine/eval/facade.cpp:2: eval may not include engine.h'
expect 'engine/odd/folder.h:1: the folder is not in the table'
expect 'engine/base/bare.h:1: does not open with a comment'
expect 'engine/base/string_utils.h:1: the name says nothing: utils'
expect 'engine/base/long.h:501: more than 500 lines'
expect 'engine/base/later.h:2: unfinished work'
expect 'stray:1: does not belong at the top level'
if printf '%s\n' "$output" | grep -q 'allowed.cpp'; then echo "reported, but allowed: allowed.cpp"; failed=1; fi
exit "$failed"
