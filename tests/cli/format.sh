#!/bin/sh
# eligo format: rewriting, checking, differences, standard input, files that do not parse.
. "$(dirname "$0")/expect.sh"

printf '# first\nprotocol   T "t"\ninclusion I1:   age>=18 years  # adults\n' >loose.elig
cp loose.elig kept.elig

run 1 format --check loose.elig
has out 'loose.elig would change'
run 1 format --diff loose.elig
has out '-protocol   T "t"'
has out '+protocol T "t"'
cmp -s loose.elig kept.elig || complain '--check or --diff changed the file'

run 0 format loose.elig
has loose.elig '# first'
has loose.elig '# adults'
run 0 format --check loose.elig
empty out
cp loose.elig once.elig
run 0 format loose.elig
cmp -s loose.elig once.elig || complain 'formatting twice changes the file again'
"$eligo" format - <kept.elig >out 2>err || complain 'standard input is not formatted'
cmp -s out once.elig || complain 'standard input is formatted otherwise than a file'

printf 'protocol T "t"\ninclusion I1: age >=\n' >broken.elig
cp broken.elig kept.elig
run 2 format broken.elig
has err 'error E01'
cmp -s broken.elig kept.elig || complain 'a file that does not parse was changed'

mkdir folder
cp once.elig folder/a.elig
run 0 format --check folder
run 4 format missing.elig
run 2 format --check --diff once.elig

finish
