#!/bin/sh
# eligo check: exit codes, places, JSON, several files, folders, modules.
. "$(dirname "$0")/expect.sh"

run 0 check heart.elig --vocabulary modules
last_line_has out 'no errors, no warnings in 1 file'
empty err

# Without the module: an error at its name, and no cascade.
run 1 check heart.elig
has out 'error E0202'
has out 'heart.elig:4:5'
last_line_has out '1 error, no warnings in 1 file'

sed 's/LVEF/LVEFF/; s/any fracture/any fractur/' heart.elig >bad.elig
run 1 check bad.elig --vocabulary modules
has out '^^^^^'
has out 'did you mean `LVEF`?'
has out 'did you mean `fracture`?'
last_line_has out '2 errors, no warnings in 1 file'

run 1 check bad.elig --vocabulary modules --format json
has out '"severity": "error", "code": "E0201"'
has out '"file": "bad.elig", "line": 12, "column": 3'
[ "$(head -c 1 out)" = '[' ] || complain 'JSON does not begin with ['
run 0 check heart.elig --vocabulary modules --format json
[ "$(cat out)" = '[]' ] || complain 'no findings are not an empty list'

# A warning leaves the exit code at 0.
sed 's/^results valid.*//' heart.elig >warns.elig
run 0 check warns.elig --vocabulary modules
has out 'warning W0507'

# Folders, several files, files beside the rules, files that are no modules.
mkdir trials
cp heart.elig bad.elig modules/ward.yaml trials/
echo 'patient: X' >trials/aaa.yaml
run 1 check trials
last_line_has out 'in 2 files'
mkdir -p project/rules/vocabulary project/trials/deep
mv modules/ward.yaml project/rules/vocabulary/other_name.yaml
cp heart.elig project/trials/deep/
run 0 check project/trials/deep/heart.elig

run 4 check missing.elig
has out 'cannot read `missing.elig`'
run 4 check modules
has out 'no file in it ends in .elig'

# Codes come from the one table.
run 0 check --codes
has out 'E0201  error'
has out 'W0507  warning'

# Colour only where it is wanted.
run 1 check bad.elig
if grep -q "$(printf '\033')" out; then complain 'colour without a terminal'; fi
run 1 check bad.elig --color always
grep -q "$(printf '\033')" out || complain 'no colour with --color always'

finish
