// Several tables to records: rows joined by patient whatever the memory, what is refused and what is told, shares of the list.
#include <algorithm>
#include <string>
#include <vector>

#include "catch.h"
#include "../model/record_of.h"
#include "io/csv_join.h"
#include "io/write_record.h"
#include "io/yaml.h"
#include "records_of_list.h"

using namespace eligo;
using model::test::source_of;
using model::test::vocabulary;

namespace {

const std::string kStudy = R"(missing: [NK]
tables:
  dm.csv:
    record:
      patient: {column: USUBJID}
      sex: {column: SEX, texts: {F: female, M: male}}
      birth_date: {column: BRTHDTC}
  lb.csv:
    row: fact
    record:
      patient: {column: USUBJID}
      sex: {column: LBSEX}
      observations:
        - {of: {column: LBTESTCD}, value: {column: LBORRES}, unit: {column: LBORRESU}, on: {column: LBDTC}}
  mh.csv:
    row: fact
    ignore: "*"
    record:
      patient: {column: USUBJID}
      history: {complete: [conditions]}
      conditions:
        - {of: {column: MHDECOD}, onset: {column: MHSTDTC}}
  ti.csv: ignore
)";

struct Table {
  std::string name, text;
};

const Table kDm{"study/DM.csv", "USUBJID,SEX,BRTHDTC\nB,F,1950\nA,M,1960-02\nC,F,NK\n"};
const Table kLb{"study/lb.csv", "LBDTC,USUBJID,LBTESTCD,LBORRES,LBORRESU,LBSEX\n2026-11-18,A,ALT,32,U/L,\n2026-11-17,B,hemoglobin,110,g/L,female\n2026-11-19,A,ALT,33,U/L,NK\n"};
const Table kMh{"study/mh.csv", "USUBJID;MHDECOD;MHSTDTC;MHSEQ\nA;hiv_infection;2019;1\n"};

struct Read {
  std::string records, warnings;
};

io::CsvMap map_of(const std::string& yaml) {
  diag::Sink sink;
  const auto source = source_of(yaml);
  auto map = io::read_csv_map(io::read_yaml(source)->front(), source, sink);
  for (const diag::Diagnostic& it : sink.sorted()) FAIL_CHECK(diag::render_plain(it));
  REQUIRE(map);
  return std::move(*map);
}

// Each record's print or error, without lines: there are several tables.
Read read(const std::vector<Table>& tables, io::JoinLimits limits = {}, const std::string& yaml = kStudy) {
  const io::CsvMap map = map_of(yaml);
  Read out;
  std::vector<io::ListFile> files;
  for (const Table& it : tables) files.push_back({it.name, [text = it.text] { return io::OpenedStream(io::stream_of(text)); }});
  io::ListOptions options;
  options.limits = limits;
  options.map = &map;
  options.warn = [&](const auto& warnings) {
    for (const diag::Diagnostic& it : warnings) out.warnings += std::string(diag::text_of(it.code)) + " " + it.message + "\n";
  };
  const auto source = io::list_pieces({}, options, files);
  model::ReadOptions read_options;
  read_options.today = value::day_from_civil({2026, 11, 22});
  const auto reader = io::list_reader(vocabulary(), read_options);
  io::test::read_list(*source, *reader, [&](const io::ReadRecord& it) {
    CHECK(it.line == 0);
    out.records += it.record ? dump(*it.record, vocabulary()) : std::string(diag::text_of(it.record.error().code)) + " " + it.record.error().message + "\n";
    if (!it.record) return;
    for (const model::Fact& fact : it.record->facts) out.records += "  " + to_text(fact.place) + "\n";
    for (const model::Problem& problem : it.record->problems) out.records += "  " + problem.text + "\n";
  });
  return out;
}

std::string records(const std::vector<Table>& tables) { return read(tables).records; }

std::string mistakes(const std::string& yaml) {
  diag::Sink sink;
  const auto source = source_of(yaml);
  CHECK_FALSE(io::read_csv_map(io::read_yaml(source)->front(), source, sink));
  std::string out;
  for (const diag::Diagnostic& it : sink.sorted()) out += (out.empty() ? "" : " | ") + std::to_string(it.source->position(it.span.begin).line) + ": " + it.message;
  return out;
}

Table with(Table table, const std::string& row) {
  table.text += row;
  return table;
}

const std::string kOfA =
    "patient A male born 1960-02-01..1960-02-29 screened 2026-11-22\ncomplete conditions\n"
    "conditions[0] hiv_infection 2019-01-01..2019-12-31 to 2019-01-01..never\n"
    "observations[0] ALT 2026-11-18 to 2026-11-18 ended value 32\n"
    "observations[1] ALT 2026-11-19 to 2026-11-19 ended value 33\n"
    "  mh.csv line 2, column `MHDECOD`\n  lb.csv line 2, column `LBORRES`\n  lb.csv line 4, column `LBORRES`\n";
const std::string kOfB =
    "patient B female born 1950-01-01..1950-12-31 screened 2026-11-22\n"
    "observations[0] hemoglobin 2026-11-17 to 2026-11-17 ended value 11\n  lb.csv line 3, column `LBORRES`\n";
const std::string kOfC = "patient C female screened 2026-11-22\n";

}  // namespace

TEST_CASE("tables_are_joined_by_patient_in_the_order_of_names") {
  CHECK(records({kDm, kLb, kMh}) == kOfA + kOfB + kOfC);
  CHECK(records({kMh, kDm, kLb}) == kOfA + kOfB + kOfC);
}

TEST_CASE("a_patient_of_one_table_alone_has_a_record") {
  CHECK(records({kDm, with(kLb, "2026-11-19,0,ALT,33,U/L,\n"), kMh}) ==
        "patient 0 unknown screened 2026-11-22\nobservations[0] ALT 2026-11-19 to 2026-11-19 ended value 33\n  lb.csv line 5, column `LBORRES`\n" + kOfA + kOfB + kOfC);
}

TEST_CASE("runs_on_disk_change_nothing") {
  Table many = kLb;
  for (int i = 0; i < 3000; ++i) many.text += "2026-11-1" + std::to_string(i % 8) + ",P" + std::to_string(i * 7 % 401) + ",ALT," + std::to_string(i % 90) + ",U/L,\n";
  io::JoinLimits tiny;
  tiny.run = 2000;
  CHECK(read({kDm, many, kMh}, tiny).records == read({kDm, many, kMh}).records);
  std::string joined;
  for (std::uint64_t i = 0; i < 5; ++i) {
    io::JoinLimits part;
    part.first_part = i;
    part.last_part = i + 1;
    part.parts = 5;
    joined += read({kDm, many, kMh}, part).records;
  }
  CHECK(joined == read({kDm, many, kMh}).records);
}

TEST_CASE("a_row_that_cannot_be_read_takes_its_patient_and_no_other") {
  CHECK(records({kDm, with(kLb, "2026-11-19,A,ALT,3,U/L,,x\n"), kMh}) == "E0641 lb.csv line 5: a row of 7 cells under a header of 6\n" + kOfB + kOfC);
  CHECK(records({with(kDm, "A,M,1960-02\n"), kLb, kMh}) == "E0643 dm.csv line 5: a second row of a patient that line 3 holds already\n" + kOfB + kOfC);
  CHECK(records({kDm, with(kLb, "2026-11-19,,ALT,33,U/L,\n2026-11-19,C\n"), kMh}) ==
        kOfA + kOfB + "E0641 lb.csv line 6: a row of 2 cells under a header of 6\n" + "E0619 lb.csv line 5: the row names no patient\n");
}

TEST_CASE("tables_that_contradict_each_other_on_the_patient_reject_it") {
  CHECK(records({kDm, with(kLb, "2026-11-19,C,ALT,33,U/L,male\n"), kMh}) ==
        kOfA + kOfB + "E0643 lb.csv line 5: `sex` is `male` here and `female` in dm.csv line 4, for the same patient\n");
}

TEST_CASE("problems_name_table_line_and_column") {
  CHECK(records({with(kDm, "D,X,1990-13\n"), with(kLb, "2026-11-19,D,ALT,many,U/L,\n2026-11-19,D,,4,U/L,\n"), with(kMh, "D;nonsense;;\n")}) ==
        kOfA + kOfB + kOfC +
            "patient D unknown born ? screened 2026-11-22\ncomplete conditions\nincomplete conditions\nincomplete observations\n"
            "conditions[0] ? BROKEN beginning..2026-11-22 to beginning..never undated\nobservations[0] ALT BROKEN 2026-11-19 to 2026-11-19 ended\n"
            "problem E0611 lb.csv line 6\nproblem E0610 sex\nproblem E0605 birth_date\nproblem E0603 mh.csv line 3, column `MHDECOD`\n"
            "problem E0607 lb.csv line 5, column `LBORRES`\n"
            "  mh.csv line 3, column `MHDECOD`\n  lb.csv line 5, column `LBORRES`\n"
            "  no fact under `observations` of the column map takes this row\n"
            "  dm.csv line 5, column `SEX`: `X` is not `unknown`, `female`, `male` or `other`\n"
            "  dm.csv line 5, column `BRTHDTC`: `1990-13` is no date that exists\n"
            "  unknown concept `nonsense`\n  `many` cannot be read as a value of `ALT`\n");
}

TEST_CASE("without_a_table_that_the_map_names_no_one_is_read") {
  CHECK(records({kDm, kLb}) == "E0645 there is no table `mh.csv`, which the column map names\n");
  CHECK(records({kDm, kLb, kMh, {"other/Lb.csv", kLb.text}}) == "E0645 the table `lb.csv` is there twice: `study/lb.csv` and `other/Lb.csv`\n");
  CHECK(records({kDm, {"lb.csv", "USUBJID\nA\n"}, kMh}) == "E0645 the header has no column `LBSEX`, `LBTESTCD`, `LBORRES`, `LBORRESU` or `LBDTC`, which the column map names\n");
}

TEST_CASE("tables_and_columns_that_nobody_uses_are_told") {
  CHECK(read({kDm, kLb, kMh, {"study/ti.csv", "a,b"}}).warnings.empty());
  CHECK(read({kDm, kLb, kMh, {"study/ae.csv", "a,b"}}).warnings == "W0647 the column map does not name the table `ae.csv`\n");
  CHECK(read({{"dm.csv", "USUBJID,SEX,BRTHDTC,AGE\n"}, kLb, kMh}).warnings == "W0646 the column map does not use the column `AGE`\n");
}

TEST_CASE("mistakes_in_a_map_of_several_tables_are_told_with_their_lines") {
  CHECK(mistakes("tables: {}\n") == "1: `tables` names no table that is read");
  CHECK(mistakes("tables:\n  a.csv: ignore\n") == "2: `tables` names no table that is read");
  CHECK(mistakes("tables:\n  a.csv: {row: fact}\n  A.tsv: ignore\n  b.csv: {record: {sex: {column: s}}}\n  c.csv: left\n  d.csv: {tables: {}}\n") ==
        "2: the table has no `record` | 4: no column names the patient | 5: a table wants keys such as `record` | "
        "6: the table has no `record` | 6: unknown key `tables`");
  CHECK(mistakes("record: {patient: {column: id}}\ntables:\n  a.csv: {record: {patient: {column: id}}}\n") == "1: `record` beside `tables`");
}

TEST_CASE("what_a_table_says_comes_before_what_is_said_of_all") {
  const std::string yaml = R"(texts: {x: female}
decimal: ","
date_format: DD.MM.YYYY
tables:
  a.csv: {record: {patient: {column: id}, sex: {column: s}, birth_date: {column: b}}}
  b.csv:
    texts: {x: male}
    date_format: MM/DD/YYYY
    record: {patient: {column: id}, answers: {q: {column: s, texts: {male: "yes"}}}, observations: [{of: ALT, value: {column: v}, unit: U/L, on: {column: d}}]}
)";
  CHECK(read({{"a.csv", "id;s;b\nP;x;1.2.1960\n"}, {"b.csv", "id;s;v;d\nP;;1,5;11/18/2026\n"}}, {}, yaml).records ==
        "patient P female born 1960-02-01 screened 2026-11-22\nobservations[0] ALT 2026-11-18 to 2026-11-18 ended value 1.5\n  b.csv line 2, column `v`\n");
}

TEST_CASE("converted_facts_say_where_they_stood") {
  const io::CsvMap map = map_of(kStudy);
  std::vector<io::ListFile> files;
  for (const Table& it : {kDm, kLb, kMh}) files.push_back({it.name, [text = it.text] { return io::OpenedStream(io::stream_of(text)); }});
  io::ListOptions options;
  options.map = &map;
  const auto source = io::list_pieces({}, options, files);
  model::Transcript told;
  model::ReadOptions read_options;
  read_options.transcript = &told;
  const auto reader = io::list_reader(vocabulary(), read_options);
  io::PieceBatch batch;
  REQUIRE(source->fill(batch));
  std::vector<io::ReadRecord> records;
  reader->read(batch[0], records);
  const std::string line = io::write_record(told);
  CHECK(line.find(R"("value": 33, "unit": "U/L", "on": "2026-11-19", "from": "lb.csv line 4, column `LBORRES`"})") != std::string::npos);
  CHECK(line.find(R"("from": "mh.csv line 2, column `MHDECOD`")") != std::string::npos);
}
