// The same patient in YAML, JSON, FHIR and CSV (tests/formats) gives the same record, apart from places.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "catch.h"
#include "../model/record_of.h"
#include "io/csv.h"
#include "io/yaml.h"

using namespace eligo;

namespace {

diag::Source source_of_file(const std::string& name) {
  const std::string path = ELIGO_SOURCE_DIR "/tests/formats/" + name;
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return std::make_shared<const diag::SourceText>(path, std::string(std::istreambuf_iterator<char>(file), {}));
}

const clinical::Vocabulary& words() {
  static const clinical::Vocabulary it = model::test::vocabulary_of(source_of_file("vocabulary.yaml"));
  return it;
}

model::ReadOptions options() {
  model::ReadOptions out;
  out.on = value::TimeSpan::on(value::day_from_civil({2026, 11, 22}));
  return out;
}

// What the record says, line by line; where a fact stands is left out, and so the order does not count.
std::multiset<std::string> said(io::ReadRecord read) {
  if (!read.record) FAIL(diag::render_plain(read.record.error()));
  for (model::Fact& fact : read.record->facts) fact.place = {};
  std::multiset<std::string> lines;
  std::string text = dump(*read.record, words());
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n')) {
    lines.insert(text.substr(0, end));
    text.erase(0, end + 1);
  }
  return lines;
}

std::multiset<std::string> said_in(const std::string& name) {
  auto records = io::read_records(source_of_file(name), words(), options());
  REQUIRE(records.size() == 1);
  return said(std::move(records[0]));
}

std::multiset<std::string> said_in_table() {
  const auto site = source_of_file("site.yaml");
  diag::Sink sink;
  const auto map = io::read_csv_section(site, sink);
  for (const diag::Diagnostic& it : sink.sorted()) FAIL_CHECK(diag::render_plain(it));
  REQUIRE(map);
  std::vector<io::ReadRecord> records;
  io::for_each_csv_record(source_of_file("patient.csv"), *map, words(), options(), sink, [&](io::ReadRecord it) { records.push_back(std::move(it)); });
  CHECK(sink.sorted().empty());
  REQUIRE(records.size() == 1);
  return said(std::move(records[0]));
}

}  // namespace

TEST_CASE("the_same_patient_in_four_formats_gives_equal_records") {
  const auto wanted = said_in("patient.yaml");
  CHECK(wanted.size() == 13);
  CHECK(std::none_of(wanted.begin(), wanted.end(), [](const std::string& line) { return line.starts_with("problem") || line.find("BROKEN") != std::string::npos; }));
  CHECK(said_in("patient.json") == wanted);
  CHECK(said_in_table() == wanted);
  CHECK(said_in("patient.fhir.json") == wanted);
}
