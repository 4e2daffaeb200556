#!/bin/sh
# The same bytes whatever the number of jobs, the shards, the locale, the time zone; nothing is published before it is whole.
. "$(dirname "$0")/list.sh"
make_list 4000 >list.ndjson
echo '{"patient": "broken"' >>list.ndjson
make_list 500 >>list.ndjson

run 3 batch heart.elig second.elig --in list.ndjson --out one.ndjson --errors one.errors --summary one.csv --jobs 1
lines one.ndjson 9002
lines one.errors 1
has one.errors '{"file": "list.ndjson", "line": 4001, "offset": '
has one.ndjson '{"patient": null, "protocol": "HEART", "verdict": "error", "failed": [], "unknown": [], "criteria": {}, "missing": [], "problems": [{"code": "E0601", "at": "list.ndjson:4001"'
for jobs in 2 4 7; do
  run 3 batch heart.elig second.elig --in list.ndjson --out many.ndjson --errors many.errors --summary many.csv --jobs $jobs
  for end in ndjson errors csv; do same one.$end many.$end; done
done
LC_ALL=tr_TR.UTF-8 TZ=Pacific/Kiritimati "$eligo" batch heart.elig second.elig --in list.ndjson --out many.ndjson --errors many.errors --summary many.csv >out 2>err
for end in ndjson errors csv; do same one.$end many.$end; done

# Shards, run in any order, are the whole once they stand in theirs; a table has its head once.
for results in ndjson csv csv-long; do
  run 3 batch heart.elig --in list.ndjson --out whole --results $results
  for i in 3 1 7 2 6 5 4; do
    "$eligo" batch heart.elig --in list.ndjson --out shard.$i --results $results --shard $i/7 >out 2>err
    [ $? -eq "$([ $i -eq 7 ] && echo 3 || echo 0)" ] || complain "shard $i of $results: $(cat err)"
  done
  cat shard.1 shard.2 shard.3 shard.4 shard.5 shard.6 shard.7 >joined
  same joined whole
done
gzip -c list.ndjson >list.ndjson.gz
run 3 batch heart.elig --in list.ndjson --out whole
for i in 1 2 3; do quietly batch heart.elig --in list.ndjson.gz --out shard.$i --shard $i/3; done
sed 's/list.ndjson.gz/list.ndjson/' shard.1 shard.2 shard.3 >joined
same joined whole
mkdir folder
for i in 1 2 3 4 5; do make_list $i >folder/$i.ndjson; done
run 0 batch heart.elig --in folder --out whole
for i in 1 2 3; do run 0 batch heart.elig --in folder --out shard.$i --shard $i/3; done
cat shard.1 shard.2 shard.3 >joined
same joined whole
for shard in 0/2 3/2 1/0 x 1 1/; do run 2 batch heart.elig --in list.ndjson --shard $shard; done
run 2 batch heart.elig --in - --shard 1/2 </dev/null

# A run that fails leaves what was there.
echo old >kept
run 4 batch heart.elig --in missing.ndjson --out kept
[ "$(cat kept)" = old ] || complain 'a run without input changed the results'
head -c 2000 list.ndjson.gz >cut.ndjson.gz
run 4 batch heart.elig --in cut.ndjson.gz --out kept
has err 'ends in the middle of its packed bytes'
[ "$(cat kept)" = old ] || complain 'a run whose input ended too early changed the results'
[ -e kept.manifest.json ] && complain 'a run that failed has a manifest'
run 5 batch heart.elig --in list.ndjson --out kept --max-errors 0 --errors first.errors
[ "$(cat kept)" = old ] || complain 'a run with too many errors changed the results'
lines first.errors 1
ls kept.* 2>/dev/null | grep -q . && complain "something is left beside the results: $(ls kept.*)"
run 3 batch heart.elig --in list.ndjson --out kept --max-errors 1
lines kept 4501

# Two runs do not write into each other's results.
(sleep 3 | "$eligo" batch heart.elig --in - --out shared) >first.out 2>&1 &
sleep 1
run 4 batch heart.elig --in list.ndjson --out shared
has err 'another run is writing it'
wait

finish
