# What the scripts of this folder share, beside tests/cli/expect.sh: rules, and a list of patients of any length in which
# every verdict comes up. Sourced with the binary as $1 and the project's folder as $2.
. "$2/tests/cli/expect.sh"
cp modules/ward.yaml .

# make_list NUMBER: patients, one a line; the n-th is the same in every list.
make_list() {
  awk -v n="$1" 'BEGIN { for (i = 1; i <= n; ++i) {
    lvef = i % 3 == 0 ? 45 : 55 + i % 20
    day = i % 7 == 0 ? "2026-01-05" : "2026-06-10"
    printf "{\"patient\": \"P-%06d\", \"birth_date\": \"%d-04-12\", \"dates\": {\"screening\": \"2026-06-15\"}, %s\"observations\": [", i, 1950 + i % 70, i % 5 == 0 ? "" : "\"history\": {\"complete\": [\"conditions\"]}, "
    printf "{\"of\": \"LVEF\", \"value\": %d, \"unit\": \"%%\", \"on\": \"%s\"}, {\"of\": \"%s\", \"value\": 1, \"on\": \"2026-06-11\"}]", lvef, day, i % 11 == 0 ? "ECOGG" : "ECOG"
    printf ", \"conditions\": [%s]}\n", i % 13 == 0 ? "{\"of\": \"fracture\", \"onset\": \"2026-06-01\"}" : ""
  } }'
}

sed 's/HEART/SECOND/; s/LVEF >= 50/LVEF >= 60/; s/I2/J2/' heart.elig >second.elig

same() { cmp -s "$1" "$2" || complain "$last: $1 and $2 differ"; }
lines() { [ "$(wc -l <"$1")" -eq "$2" ] || complain "$last: $1 has $(wc -l <"$1") lines, expected $2"; }
# A second binary run beside the test's own, its output out of the way.
quietly() { "$eligo" "$@" >quiet.out 2>quiet.err; }
