#!/bin/sh
# Standard input to standard output: a row for each line, at once where that is asked for; no files; pipes that close.
. "$(dirname "$0")/list.sh"
make_list 3000 >list.ndjson
run 0 batch heart.elig --in list.ndjson --out rows.ndjson
mkdir clean
cp heart.elig second.elig ward.yaml list.ndjson clean/
cd clean || exit 2
before=$(ls)
"$eligo" batch heart.elig --in - --out - <list.ndjson >../out 2>../err || complain "the filter: exit code $?"
cmp -s ../out ../rows.ndjson || complain 'the filter gives other rows'
[ ! -s ../err ] || complain "the filter is not silent: $(cat ../err)"
cat list.ndjson | "$eligo" batch heart.elig --in - --flush line 2>../err | cmp -s - ../rows.ndjson || complain 'the filter with --flush line gives other rows'
[ "$(ls)" = "$before" ] || complain "the filter leaves files: $(ls)"
cd ..

# A line is answered before the next one comes.
mkfifo in out.fifo
"$eligo" batch heart.elig second.elig --in - --flush line <in >out.fifo 2>err &
pid=$!
exec 3>in 4<out.fifo
for i in 1 2 3; do
  sed -n "${i}p" list.ndjson >&3
  read -r first <&4
  read -r second <&4
  case $first in *"P-00000$i"*HEART*) ;; *) complain "the answer to line $i: $first" ;; esac
  case $second in *"P-00000$i"*SECOND*) ;; *) complain "the second answer to line $i: $second" ;; esac
done
# While it waits for input, SIGTERM ends it.
kill -TERM $pid
wait $pid
code=$?
[ $code -eq 143 ] || complain "SIGTERM while waiting for input: exit code $code"
exec 3>&- 4<&-

# A reader that has had enough: no message, and the code of output that failed.
{ "$eligo" batch heart.elig --in list.ndjson 2>err; echo $? >code; } | head -n 1 >first
[ "$(cat code)" -eq 4 ] || complain "a closed pipe: exit code $(cat code)"
empty err
lines first 1

# SIGTERM while nobody reads.
mkfifo full.fifo
"$eligo" batch heart.elig --in list.ndjson >full.fifo 2>err &
pid=$!
exec 5<full.fifo
sleep 0.5
kill -TERM $pid 2>/dev/null
wait $pid
code=$?
[ $code -eq 143 ] || complain "SIGTERM while nobody reads: exit code $code"
exec 5<&-

# Progress: silent where nobody looks, JSON on request.
make_list 20000 >long.ndjson
run 0 batch heart.elig --in long.ndjson --out rows
empty err
empty out
"$eligo" batch heart.elig --in list.ndjson --progress json >rows 2>err
last_line_has err '{"records": 3000, '
(sed -n 1,100p long.ndjson; sleep 1.3; sed -n 101,200p long.ndjson) | "$eligo" batch heart.elig --in - --flush line --progress json >rows 2>err
has err '{"records": '
has err '"rejected": 0}'

finish
