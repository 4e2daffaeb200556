#!/bin/sh
# The rules of the house that a machine can check: who includes whom, how files open, how long they are, what lies at
# the top. Prints each breach as `file:line: what is wrong`; fails where there is one. Run as: sh check.sh SOURCE_FOLDER
set -u
cd "$1" || exit 2

breaches=$(mktemp)
trap 'rm -f "$breaches"' EXIT

sources() { find cli engine grammar samples tests -type f \( -name '*.cpp' -o -name '*.h' -o -name '*.def' -o -name '*.g4' -o -name '*.sh' \) | LC_ALL=C sort; }

# Every #include of the engine and the command line against the table of engine/README.md.
check_includes() {
  find engine cli -name '*.cpp' -o -name '*.h' -o -name '*.def' | LC_ALL=C sort |
    xargs awk -f tests/style/includes.awk engine/README.md
}

check_openings() {
  for file in $(sources) $(find . -path ./build -prune -o -name CMakeLists.txt -print | sed 's|^\./||'); do
    case $(sed -n '/^#!/d; /^$/d; p; q' "$file" | cut -c1-2) in
      '//' | '# ' | '/*') ;;
      *) [ "${file##*/}" = CMakeLists.txt ] && [ "$(wc -l <"$file")" -le 15 ] || echo "$file:1: does not open with a comment" ;;
    esac
  done
}

check_lengths() {
  sources | while read -r file; do
    lines=$(wc -l <"$file")
    [ "$lines" -le 500 ] || echo "$file:$lines: more than 500 lines"
  done
}

check_names() {
  sources |
    awk -F/ '{ name = tolower($NF); sub(/\..*/, "", name); n = split(name, words, /[_-]/)
               for (i = 1; i <= n; ++i) if (words[i] ~ /^(manager|helper|helpers|util|utils|common|misc|data|info|process)$/) print $0 ":1: the name says nothing: " words[i] }'
}

check_top_level() {
  for entry in *; do
    case $entry in
      CMakeLists.txt | CMakePresets.json | CHANGELOG.md | LICENSE | README.md | grammar | engine | rules | cli | tests | samples | build) ;;
      *) echo "$entry:1: does not belong at the top level" ;;
    esac
  done
}

# The words are written so that this line is none of those they find.
check_unfinished() {
  sources | xargs grep -nwE 'TO[D]O|FIX[M]E|X{3}' | sed 's/\(:[0-9]*:\).*/\1 unfinished work is an issue, not a comment/'
}

{
  check_includes
  check_openings
  check_lengths
  check_names
  check_top_level
  check_unfinished
} >"$breaches"

cat "$breaches"
[ ! -s "$breaches" ] || exit 1
echo "$(sources | wc -l) files follow the rules"
