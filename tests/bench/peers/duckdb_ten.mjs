// The ten criteria of register10.elig in SQL, over the same NDJSON, by DuckDB: verdict and answers, no reasons.
// Usage: node duckdb_ten.mjs FILE THREADS [ROWS]. The clock runs from opening the file to the counts of verdicts, or, with
// ROWS, to that file with a line for each patient.
import { DuckDBInstance } from "@duckdb/node-api";

const [file, threads, rows] = process.argv.slice(2);
const instance = await DuckDBInstance.create(":memory:", { threads });
const connection = await instance.connect();

// A value of the latest result not older than 28 days, as a number; null where there is none.
const latest = (name) => `(list_sort(list_filter(observations, o -> o."of" = '${name}' and o."on" >= day - 28 and o."on" <= day).list_transform(o -> {d: o."on", v: try_cast(o.value as double)}), 'DESC')[1]).v`;
const has = (list, name, extra = "true") => `len(list_filter(${list}, f -> f."of" = '${name}' and ${extra})) > 0`;
// Known to be there: false. Known to be absent only where the history is complete.
const none = (list, name, extra) => `case when ${has(list, name, extra)} then false when ${`list_contains(complete, '${list}')`} then true else null end`;

const judged = `
with raw as (
  select patient, birth_date, dates.screening as day, coalesce(history.complete, []) as complete, observations, conditions, events
  from read_ndjson('${file}', columns = {
    patient: 'VARCHAR', birth_date: 'DATE', dates: 'STRUCT(screening DATE)', history: 'STRUCT("complete" VARCHAR[])',
    observations: 'STRUCT("of" VARCHAR, value VARCHAR, "on" DATE)[]',
    conditions: 'STRUCT("of" VARCHAR, onset DATE, status VARCHAR)[]',
    events: 'STRUCT("of" VARCHAR, "on" DATE)[]'})
), asked as (
  select patient,
    date_sub('year', birth_date, day) >= 18 as i1,
    case when ${has("conditions", "colon_cancer")} then true when list_contains(complete, 'conditions') then false else null end as i2,
    ${latest("ECOG")} <= 2 as i3,
    ${latest("hemoglobin")} >= 9 as i4,
    ${latest("platelets")} >= 100 as i5,
    ${latest("albumin")} >= 3 as i6,
    ${latest("INR")} <= 1.5 as i7,
    ${none("conditions", "myocardial_infarction", "f.onset <= day and (f.onset >= day - interval 6 month or f.status = 'active')")} as e1,
    ${none("conditions", "hiv_infection", "f.onset <= day")} as e2,
    ${none("events", "hospitalization", "f.\"on\" >= day - 14 and f.\"on\" <= day")} as e3
  from raw
), judged as (
  select *, case
    when not coalesce(i1 and i2 and i3 and i4 and i5 and i6 and i7 and e1 and e2 and e3, true) then 'ineligible'
    when i1 and i2 and i3 and i4 and i5 and i6 and i7 and e1 and e2 and e3 then 'eligible'
    else 'undetermined' end as verdict
  from asked
)`;
const query = rows
  ? `copy (${judged} select patient, verdict, i1, i2, i3, i4, i5, i6, i7, e1, e2, e3 from judged) to '${rows}' (format json)`
  : `${judged} select verdict, count(*) as n from judged group by 1 order by 1`;

const start = process.hrtime.bigint();
const result = await connection.runAndReadAll(query);
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
if (!rows) for (const [verdict, count] of result.getRows()) console.log(`${verdict} ${count}`);
console.error(`seconds ${seconds.toFixed(2)}`);
