#!/bin/sh
# Runs that are killed at many points end, resumed, with the bytes of an undisturbed run; or are refused with a reason.
. "$(dirname "$0")/list.sh"
make_list 9000 >list.ndjson
echo 'broken' >>list.ndjson
make_list 5000 >>list.ndjson
all='heart.elig second.elig --in list.ndjson'
batch() { "$eligo" batch $all --out rows.ndjson --errors rows.errors --summary rows.csv --checkpoint 0 "$@" >out 2>err; }

run 3 batch $all --out whole.ndjson --errors whole.errors --summary whole.csv
echo old >rows.ndjson

# Killed again and again, each time a little later, until it comes to its end.
killed=0
resumed=0
for wait in 0.05 0.1 0.15 0.2 0.25 0.3 0.35 0.4 0.45 0.5 0.6 0.7 1 1.5 2 3 5 8; do   # the last ones for slow machines
  "$eligo" batch $all --out rows.ndjson --errors rows.errors --summary rows.csv --checkpoint 0 --jobs 2 --resume >out 2>err &
  pid=$!
  sleep $wait
  kill -9 $pid 2>/dev/null && killed=$((killed + 1))
  wait $pid 2>/dev/null
  [ "$(cat rows.ndjson)" = old ] || break
  [ -e rows.ndjson.checkpoint ] && resumed=$((resumed + 1))
done
if [ "$(head -c 3 rows.ndjson)" = old ]; then
  batch --resume
  [ $? -eq 3 ] || complain "the resumed run: $(cat err)"
fi
for end in ndjson errors csv; do cmp -s rows.$end whole.$end || complain "killed $killed times: rows.$end differs from that of an undisturbed run"; done
sed 's/rows.ndjson/whole.ndjson/g' rows.ndjson.manifest.json | cmp -s - whole.ndjson.manifest.json || complain 'the manifest of a resumed run differs'
[ $killed -ge 3 ] || echo "note: only $killed runs were killed before the end"
[ $resumed -ge 1 ] || complain 'no run ever left a checkpoint'
ls | grep -q 'part$\|checkpoint$' && complain "something is left: $(ls)"

# stopped: a run that was told to stop half-way through, once it has a checkpoint. On a busy machine the word may come when
# the run is over: then it is tried again.
stopped() {
  for try in 1 2 3 4 5 6 7 8; do
    rm -f rows.*
    "$eligo" batch $all --out rows.ndjson --errors rows.errors --checkpoint 0 --jobs 1 >out 2>err &
    pid=$!
    while [ ! -e rows.ndjson.checkpoint ] && kill -0 $pid 2>/dev/null; do sleep 0.01; done
    kill -TERM $pid 2>/dev/null
    wait $pid
    code=$?
    [ $code -eq 143 ] && break
  done
  last='a run that got SIGTERM'
}
stopped
[ $code -eq 143 ] || complain "SIGTERM: exit code $code"
has err 'with --resume goes on'
[ -e rows.ndjson ] && complain 'a run that was stopped has results'
cp rows.ndjson.part part
cp rows.ndjson.checkpoint checkpoint
cp rows.errors.part errors_part
again() { cp part rows.ndjson.part; cp checkpoint rows.ndjson.checkpoint; cp errors_part rows.errors.part; }

refuses() { run 5 batch $all --out rows.ndjson --errors rows.errors --resume "$@"; has err "cannot resume"; again; }
refuses --on 2026-06-20
has err 'date changed'
refuses --assume-complete conditions
has err 'options changed'
cp heart.elig kept.elig
echo '# a remark' >>heart.elig
refuses
has err 'rules changed'
cp kept.elig heart.elig
cp modules/ward.yaml ward.kept
echo '# a remark' >>modules/ward.yaml
cp modules/ward.yaml ward.yaml
refuses
has err 'vocabulary changed'
cp ward.kept modules/ward.yaml
cp ward.kept ward.yaml
cp -p list.ndjson list.kept
echo '{"patient": "late"}' >>list.ndjson
refuses
has err 'input changed'
# A change that leaves length and time as they were is found by the checksum.
sed '1s/LVEF/LVEE/' list.kept >list.ndjson
touch -r list.kept list.ndjson
refuses
has err 'input changed'
cp -p list.kept list.ndjson
printf x | dd of=rows.ndjson.part bs=1 seek=10 conv=notrunc 2>/dev/null
refuses
has err 'does not hold what'
echo nonsense >rows.ndjson.checkpoint
run 5 batch $all --out rows.ndjson --errors rows.errors --resume
again
run 3 batch $all --out rows.ndjson --errors rows.errors --resume
same rows.ndjson whole.ndjson
same rows.errors whole.errors

# Killed while it gave its files their names, when one of them had its already.
again
mv rows.errors.part rows.errors
mv rows.ndjson rows.kept
run 3 batch $all --out rows.ndjson --errors rows.errors --resume
same rows.ndjson whole.ndjson
same rows.errors whole.errors

# Without --resume a run begins again; with it, and nothing to go on with, it begins.
stopped
run 3 batch $all --out rows.ndjson --errors rows.errors
same rows.ndjson whole.ndjson
rm -f rows.*
run 3 batch $all --out rows.ndjson --errors rows.errors --resume
same rows.ndjson whole.ndjson
run 2 batch $all --out - --resume
run 2 batch heart.elig --in - --out rows.ndjson --resume </dev/null

finish
