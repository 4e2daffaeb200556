#!/bin/sh
# eligo log: columns, numbers in place of names, several files, every layout of results, files written whole.
. "$(dirname "$0")/expect.sh"
cp modules/ward.yaml .

"$eligo" screen heart.elig good.yaml weak.yaml open.yaml --format json >results.json
run 0 log results.json --out log.csv
empty out
[ "$(head -n 1 log.csv | tr -d '\r')" = 'candidate,date_screened,protocol,protocol_version,verdict,failed,undecided' ] || complain 'the names of the columns differ'
has log.csv '1,2026-06-15,HEART,1,eligible,,'
has log.csv '2,2026-06-15,HEART,1,ineligible,I2,'
has log.csv '3,2026-06-15,HEART,1,undetermined,,I2'
for word in GOOD WEAK OPEN 1980 LVEF; do lacks log.csv "$word"; done
[ "$(grep -c "$(printf '\r')" log.csv)" -eq 4 ] || complain 'lines do not end in CR LF'
[ ! -e log.csv.new ] || complain 'a file is left over'

# One object, one object a line, standard input; the same patient keeps the number.
"$eligo" screen heart.elig good.yaml --format json >one.json
tr -d '\n' <one.json >one.ndjson
echo >>one.ndjson
run 0 log one.json one.ndjson results.json
[ "$(grep -c '^1,' out)" -eq 3 ] || complain 'one patient has several numbers'
"$eligo" log - <results.json >out 2>err || complain 'standard input is not read'

# Cells that would be formulas.
sed 's/version "1"/version "=1+1"/' heart.elig >formula.elig
"$eligo" screen formula.elig good.yaml --format json >formula.json
run 0 log formula.json
has out "\"'=1+1\""

# What is no result.
echo '{"patient": "A"}' >no.json
run 4 log no.json
has err 'this is no result of screening'
"$eligo" screen heart.elig good.yaml --set LVEF=20% --format json >what_if.json
run 4 log what_if.json
has err 'what would be'
run 4 log missing.json
run 4 log results.json --out no_such_folder/log.csv
run 2 log

finish
