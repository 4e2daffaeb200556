// Tables to records: maps and their mistakes, rows that are rejected, rows of one patient, and what cells mean.
#include <string>

#include "catch.h"
#include "../model/record_of.h"
#include "io/csv.h"
#include "io/yaml.h"

using namespace eligo;
using model::test::source_of;
using model::test::vocabulary;

namespace {

std::optional<io::CsvMap> map_of(const std::string& yaml, diag::Sink& sink) {
  const auto source = source_of(yaml);
  const auto documents = io::read_yaml(source);
  REQUIRE(documents);
  REQUIRE(documents->size() == 1);
  return io::read_csv_map(documents->front(), source, sink);
}

std::string mistakes(const std::string& yaml) {
  diag::Sink sink;
  const auto map = map_of(yaml, sink);
  CHECK(map.has_value() == !sink.has_errors());
  std::string out;
  for (const diag::Diagnostic& it : sink.sorted()) {
    CHECK(it.code == diag::Code::E0644);
    out += (out.empty() ? "" : " | ") + std::to_string(it.source->position(it.span.begin).line) + ": " + it.message;
  }
  return out;
}

struct Read {
  std::string records, warnings;
};

// Each record's print or error, with the line it begins in.
Read read(const std::string& yaml, const std::string& table, const std::string& name = "test.csv") {
  diag::Sink sink, warnings;
  const auto map = map_of(yaml, sink);
  for (const diag::Diagnostic& it : sink.sorted()) FAIL_CHECK(diag::render_plain(it));
  REQUIRE(map);
  Read out;
  const auto source = std::make_shared<const diag::SourceText>(name, table);
  model::ReadOptions options;
  options.today = value::day_from_civil({2026, 11, 22});
  io::for_each_csv_record(source, *map, vocabulary(), options, warnings, [&](const io::ReadRecord& it) {
    out.records += std::to_string(it.line) + ": ";
    if (it.record) {
      out.records += dump(*it.record, vocabulary());
      for (const model::Problem& problem : it.record->problems) out.records += "  " + problem.text + "\n";
    } else {
      const diag::Diagnostic& error = it.record.error();
      out.records += std::string(diag::text_of(error.code)) + " line " + std::to_string(error.source->position(error.span.begin).line) + ": " + error.message + "\n";
    }
  });
  for (const diag::Diagnostic& it : warnings.sorted()) out.warnings += std::string(diag::text_of(it.code)) + " " + it.message + "\n";
  return out;
}

std::string records(const std::string& yaml, const std::string& table) { return read(yaml, table).records; }

const std::string kPatients = R"(record:
  patient: {column: id}
  sex: {column: sex, texts: {m: male, w: female}}
  birth_date: {column: born}
  observations:
    - {of: ALT, value: {column: alt}, unit: U/L, uln: {column: alt_uln}, on: {column: visit}}
)";
const std::string kHead = "id,sex,born,alt,alt_uln,visit\n";

const std::string kFacts = R"(row: fact
record:
  patient: {column: id}
  sex: {column: sex}
  observations:
    - {of: {column: test, texts: {GPT: ALT}}, value: {column: result}, unit: {column: unit}, on: {column: day}}
)";

}  // namespace

TEST_CASE("a_row_is_a_patient") {
  CHECK(records(kPatients, kHead + "P1,w,1980-04,32,40,2026-11-18\nP2,M,1971,,40,2026-11-18\n") ==
        "2: patient P1 female born 1980-04-01..1980-04-30 screened 2026-11-22\n"
        "observations[0] ALT 2026-11-18 to 2026-11-18 ended value 32 uln 40\n"
        "3: patient P2 male born 1971-01-01..1971-12-31 screened 2026-11-22\n");
}

TEST_CASE("delimiters_marks_and_separator_lines_are_told") {
  const std::string wanted = records(kPatients, kHead + "P1,w,1980,32,40,2026-11-18\n");
  const std::string semicolons = "id;sex;born;alt;alt_uln;visit\r\nP1;w;1980;32;40;2026-11-18\r\n";
  CHECK(records(kPatients, semicolons) == wanted);
  CHECK(records(kPatients, "\xEF\xBB\xBF" + semicolons) == wanted);
  CHECK(records(kPatients, "ID\tSex\tBorn\tALT\tALT_ULN\tVisit\nP1\tw\t1980\t32\t40\t2026-11-18") == wanted);
  std::string with_line = records(kPatients, "sep=;\r\n" + semicolons);
  REQUIRE(with_line.starts_with("3: "));
  CHECK("2" + with_line.substr(1) == wanted);
  CHECK(records("delimiter: tab\n" + kPatients, semicolons).starts_with("1: E0645 line 1: the header has no column `id`, `sex`"));
}

TEST_CASE("a_row_of_the_wrong_width_is_rejected_and_the_next_is_read") {
  const std::string good = "P9,w,1980,32,40,2026-11-18\n";
  const std::string tail = records(kPatients, kHead + "\n" + good);
  CHECK(records(kPatients, kHead + "P1,w,1980\n" + good) == "2: E0641 line 2: a row of 3 cells under a header of 6\n" + tail);
  CHECK(records(kPatients, kHead + "P1,w,1980,3,2,40,2026-11-18\n" + good) == "2: E0641 line 2: a row of 7 cells under a header of 6\n" + tail);
  CHECK(records(kPatients, kHead + "P1,\"w,1980\n" + good) == "2: E0642 line 2: a quote that is never closed\n" + tail);
  CHECK(records(kPatients, kHead + ",w,1980,32,40,2026-11-18\n" + good) == "2: E0619 line 2: the row names no patient\n" + tail);
}

TEST_CASE("empty_cells_behind_the_last_column_are_no_cells") {
  const std::string wanted = records(kPatients, kHead + "P1,w,1980,32,40,2026-11-18\n");
  CHECK(records(kPatients, kHead + "P1,w,1980,32,40,2026-11-18,,\n,,,\n") == wanted);
  CHECK(records(kPatients, "id,sex,born,alt,alt_uln,visit,,\nP1,w,1980,32,40,2026-11-18,,\n") == wanted);
  CHECK(records(kPatients, "id,sex,born,alt,alt_uln,visit,,\nP1,w,1980,32,40,2026-11-18\n") == wanted);
  CHECK(records(kPatients, "id,sex,born,alt,alt_uln,visit,\nP1,w,1980,32,40,2026-11-18,x\n") == "2: E0641 line 2: a row of 7 cells under a header of 6\n");
}

TEST_CASE("a_patient_with_two_rows_is_rejected_where_rows_are_patients") {
  CHECK(records(kPatients, kHead + "P1,w,1980,32,40,2026-11-18\nP2,,,,,\nP1,w,1980,32,40,2026-11-18\n") ==
        "2: E0643 line 4: a second row of a patient that line 2 holds already\n3: patient P2 unknown screened 2026-11-22\n");
}

TEST_CASE("rows_of_a_patient_need_not_be_adjacent") {
  CHECK(records(kFacts, "id,sex,test,result,unit,day\nP1,female,GPT,32,U/L,2026-11-18\nP2,,hemoglobin,12,g/dL,2026-11-18\nP1,,hemoglobin,110,g/L,2026-11-17\n") ==
        "2: patient P1 female screened 2026-11-22\n"
        "observations[0] ALT 2026-11-18 to 2026-11-18 ended value 32\n"
        "observations[1] hemoglobin 2026-11-17 to 2026-11-17 ended value 11\n"
        "3: patient P2 unknown screened 2026-11-22\n"
        "observations[0] hemoglobin 2026-11-18 to 2026-11-18 ended value 12\n");
}

TEST_CASE("a_patient_whose_row_is_rejected_is_rejected") {
  CHECK(records(kFacts, "id,sex,test,result,unit,day\nP1,,ALT,32,U/L,2026-11-18\nP1,,ALT,3,2,U/L,2026-11-19\nP2,,ALT,32,U/L,2026-11-18\n") ==
        "2: E0641 line 3: a row of 7 cells under a header of 6\n"
        "4: patient P2 unknown screened 2026-11-22\nobservations[0] ALT 2026-11-18 to 2026-11-18 ended value 32\n");
}

TEST_CASE("rows_that_contradict_each_other_on_the_patient_are_rejected") {
  CHECK(records(kFacts, "id,sex,test,result,unit,day\nP1,female,ALT,32,U/L,2026-11-18\nP1,male,ALT,32,U/L,2026-11-19\nP2,male,ALT,32,U/L,2026-11-19\n") ==
        "2: E0643 line 3: `sex` is `male` here and `female` in line 2, for the same patient\n"
        "4: patient P2 male screened 2026-11-22\nobservations[0] ALT 2026-11-19 to 2026-11-19 ended value 32\n");
}

TEST_CASE("a_row_that_no_fact_takes_is_a_problem") {
  CHECK(records(kFacts, "id,sex,test,result,unit,day\nP1,male,ALT,32,U/L,2026-11-18\nP1,male,,32,U/L,2026-11-18\n") ==
        "2: patient P1 male screened 2026-11-22\nincomplete observations\nobservations[0] ALT 2026-11-18 to 2026-11-18 ended value 32\n"
        "problem E0611 line 3\n  no fact under `observations` of the column map takes this row\n");
}

TEST_CASE("a_cell_that_says_present_or_absent") {
  const std::string map = R"(record:
  patient: {column: id}
  history: {complete: [conditions]}
  conditions:
    - {of: hiv_infection, when: {column: hiv, is: [1, yes], absent: [0, no]}, onset: {column: since}}
)";
  CHECK(records(map, "id,hiv,since\nP1,Yes,2019\nP2,0,\nP3,,\nP4,maybe,\n") ==
        "2: patient P1 unknown screened 2026-11-22\ncomplete conditions\nconditions[0] hiv_infection 2019-01-01..2019-12-31 to 2019-01-01..never\n"
        "3: patient P2 unknown screened 2026-11-22\ncomplete conditions\nabsent hiv_infection\n"
        "4: patient P3 unknown screened 2026-11-22\ncomplete conditions\n"
        "5: patient P4 unknown screened 2026-11-22\ncomplete conditions\nincomplete conditions\nproblem E0610 line 5, column `hiv`\n"
        "  `maybe` is not `1`, `yes`, `0` or `no`\n");
}

TEST_CASE("decimal_commas_count_where_the_map_says_so") {
  const std::string row = "P1;;;\"32,5\";1.250;18.11.2026\n";
  const std::string head = "id;sex;born;alt;alt_uln;visit\n";
  CHECK(records("decimal: ','\ndate_format: DD.MM.YYYY\n" + kPatients, head + row) ==
        "2: patient P1 unknown screened 2026-11-22\nobservations[0] ALT 2026-11-18 to 2026-11-18 ended value 32.5\n"
        "problem E0607 line 2, column `alt_uln`\n"
        "  `1.250 (the decimal sign is a comma)` cannot be read as a reference limit\n");
  CHECK(records(kPatients, head + row).find("`32,5` cannot be read as a value of `ALT`") != std::string::npos);
  CHECK(records("decimal: ','\n" + kPatients, head + "P1;;;< 32,5;;2026-11-18\n").find("value <32.5") != std::string::npos);
}

TEST_CASE("texts_that_mean_nothing_are_missing") {
  CHECK(records("missing: [NK, '-']\n" + kPatients, kHead + "P1,NK,nk,-,,\n") == "2: patient P1 unknown screened 2026-11-22\n");
}

TEST_CASE("codes_get_their_system") {
  const std::string map = "row: fact\nrecord:\n  patient: {column: id}\n  observations:\n    - {code: {column: loinc, system: LOINC}, value: {column: v}, unit: U/L, on: {column: d}}\n";
  CHECK(records(map, "id,loinc,v,d\nP1,1742-6,32,2026-11-18\n") ==
        "2: patient P1 unknown screened 2026-11-22\nobservations[0] ALT 2026-11-18 to 2026-11-18 ended value 32\n");
}

TEST_CASE("facts_stand_in_a_line_and_column") {
  diag::Sink sink;
  const auto map = map_of(kPatients, sink);
  REQUIRE(map);
  std::string places;
  io::for_each_csv_record(source_of(kHead + "P1,w,1980,32,40,2026-11-18\nP2,w,1980,33,40,2026-11-18\n"), *map, vocabulary(), {}, sink,
                          [&](const io::ReadRecord& it) { places += to_text(it.record->facts.at(0).place) + "; "; });
  CHECK(places == "line 2, column `alt`; line 3, column `alt`; ");
}

TEST_CASE("problems_name_line_and_column") {
  CHECK(records(kPatients, kHead + "P1,x,1980-13,many,40,2026-11-18\n").find("problem E0607 line 2, column `alt`") != std::string::npos);
}

TEST_CASE("columns_that_nobody_uses_are_told") {
  const Read it = read("ignore: [note]\n" + kPatients, "id,sex,born,alt,alt_uln,visit,note,bilirubin\nP1,,,,,,,\n");
  CHECK(it.warnings == "W0646 the column map does not use the column `bilirubin`\n");
  CHECK(it.records == "2: patient P1 unknown screened 2026-11-22\n");
}

TEST_CASE("headers_that_do_not_fit_are_refused") {
  CHECK(records(kPatients, "") == "1: E0645 line 1: the table is empty\n");
  CHECK(records(kPatients, "id,sex,born,alt,aln_uln,visit\nP1,,,,,\n") == "1: E0645 line 1: the header has no column `alt_uln`, which the column map names\n");
  CHECK(records(kPatients, "id,sex,born,alt,alt_uln,visit,ALT\nP1,,,,,,\n") == "1: E0645 line 1: the header names the column `alt` twice\n");
  CHECK(records(kPatients, "id,\"sex\nP1") == "1: E0642 line 1: a quote that is never closed\n");
  CHECK(records(kPatients, "id,sex\nP\xE4") == "2: E0601 line 2: this line is not UTF-8\n");
}

TEST_CASE("tables_are_told_by_name_or_header") {
  diag::Sink sink;
  const auto map = map_of(kPatients, sink);
  REQUIRE(map);
  const auto is_table = [&](const char* name, const char* text) { return io::is_table(std::make_shared<const diag::SourceText>(name, text), *map); };
  CHECK(is_table("a.CSV", "anything"));
  CHECK(is_table("a.tsv", ""));
  CHECK(is_table("standard input", "sex;ID\n"));
  CHECK_FALSE(is_table("standard input", "patient: id\n"));
  CHECK_FALSE(is_table("a.json", "{\"id\": 1}"));
}

TEST_CASE("mistakes_in_a_map_are_told_with_their_lines") {
  CHECK(mistakes("row: patient\n") == "1: the section `csv` has no `record`");
  CHECK(mistakes("record: {sex: {column: a}}\n") == "1: no column names the patient");
  CHECK(mistakes("record: {patient: id}\n") == "1: `patient` wants a column");
  CHECK(mistakes("rows: fact\nrow: facts\nencoding: ebcdic\ndelimiter: ab\ndecimal: x\ndate_format: DD.MM.YY\nrecord: {patient: {column: id}}\n") ==
        "1: unknown key `rows` | 2: a row is no `facts` | 3: unknown encoding `ebcdic` | 4: `ab` is no delimiter | 5: `x` is no decimal sign | "
        "6: `DD.MM.YY` is no date format: two digits of a year do not tell the century");
  CHECK(mistakes("record:\n  patient: {column: id}\n  observation: []\n  conditions:\n    - {onset: {column: a}}\n    - {of: HIV}\n    - {of: HIV, when: {is: 1}}\n"
                 "    - {of: HIV, onset: {colum: a}}\n    - 5\n") ==
        "3: unknown key `observation` | 5: a fact without a concept | 6: no column tells whether this fact is there | 7: `when` needs `column` and `is` | "
        "8: this names no column | 8: unknown key `colum` | 9: a fact wants keys such as `of`");
}
