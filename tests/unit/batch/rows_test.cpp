// Cells of tables, rows written and read back, funnels counted and joined.
#include "batch/funnel.h"
#include "batch/funnel_render.h"
#include "batch/result_list.h"
#include "batch/row_writers.h"
#include "catch.h"
#include "io/patient_list.h"

namespace {

using namespace eligo;
using batch::Row;
using batch::RowVerdict;
using eval::Status;

const batch::RowShape kShape{"P", "a trial", "1", {{"A", "first", true}, {"B", "second", true}, {"C", "third", false}}};

Row row(RowVerdict verdict, std::vector<Status> statuses, std::vector<batch::RowMissing> missing = {}) {
  Row out;
  out.patient = "x";
  out.verdict = verdict;
  out.statuses = std::move(statuses);
  out.missing = std::move(missing);
  return out;
}

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = {
      row(RowVerdict::kEligible, {Status::kPass, Status::kPass, Status::kPass}),
      row(RowVerdict::kIneligible, {Status::kPass, Status::kFail, Status::kPass}),
      row(RowVerdict::kIneligible, {Status::kFail, Status::kFail, Status::kUnknown}),
      row(RowVerdict::kUndetermined, {Status::kUnknown, Status::kPass, Status::kNotApplicable}, {{"LVEF", eval::Why::kStale, {0}}}),
      row(RowVerdict::kUndetermined, {Status::kUnknown, Status::kPass, Status::kUnknown}, {{"LVEF", eval::Why::kAbsent, {0}}, {"ALT", eval::Why::kAbsent, {2}}}),
      Row{"", RowVerdict::kError, "", {}, {}, {{"E0601", "f:1", "broken"}}, {}}};
  return kRows;
}

std::string cell(std::string_view text) {
  std::string out;
  batch::add_csv_cell(out, text);
  return out;
}

}  // namespace

TEST_CASE("no cell of a table can run as a formula, and every cell can be read back") {
  const std::pair<const char*, const char*> cases[] = {
      {"plain", "plain"}, {"", ""}, {"=1+1", "'=1+1"}, {"+1", "'+1"}, {"-1", "'-1"}, {"@x", "'@x"}, {"\tx", "'\tx"}, {"'x", "''x"}, {"a,b", "\"a,b\""}, {"a\"b", "\"a\"\"b\""}, {"=a,b", "\"'=a,b\""}, {"a\nb", "\"a\nb\""}};
  for (const auto& [text, expected] : cases) CHECK(cell(text) == expected);
}

TEST_CASE("rows that are written are read back as they were") {
  const auto writer = batch::row_writer(batch::Results::kNdjson, {kShape});
  std::string text;
  for (const Row& one : rows()) writer->write(one, 0, text);
  const auto source = io::list_pieces({{"r.ndjson", [&] { return io::OpenedStream(io::stream_of(text)); }}}, {io::Pace::kFull, io::Unreadable::kStop});
  batch::ResultList list;
  std::string again;
  const auto trouble = list.read(*source, [&](const Row& one, std::size_t protocol) {
    CHECK(protocol == 0);
    Row copy = one;
    if (copy.verdict == RowVerdict::kError) copy.problems[0].text = "broken";   // the text is not read back
    writer->write(copy, 0, again);
  });
  CHECK(!trouble);
  CHECK(again == text);
  REQUIRE(list.shapes().size() == 1);
  CHECK(list.shapes()[0].criteria.size() == 3);
}

TEST_CASE("a funnel counts each patient at every step up to the one that rules it out") {
  batch::Funnel funnel(kShape);
  for (const Row& one : rows()) funnel.add(one, 0);
  CHECK(funnel.rows() == 6);
  CHECK(funnel.screened() == 5);
  REQUIRE(funnel.steps().size() == 3);
  const auto& steps = funnel.steps();
  CHECK((steps[0].entered == 5 && steps[0].failed == 1 && steps[0].undecided == 2 && steps[0].passed() == 2));
  CHECK((steps[1].entered == 4 && steps[1].failed == 1 && steps[1].undecided == 0));
  CHECK((steps[2].entered == 3 && steps[2].failed == 0 && steps[2].undecided == 1));
  CHECK(steps[2].remaining() == funnel.of(RowVerdict::kEligible) + funnel.of(RowVerdict::kUndetermined));
  CHECK((funnel.criteria()[1].failed == 2 && funnel.criteria()[1].only_failed == 1));
  CHECK((funnel.one_test_away() == 1 && funnel.one_answer_away() == 0));
  CHECK(funnel.unlocking().at("LVEF") == 1);
  CHECK(funnel.wanted().at("LVEF") == 2);
  CHECK(funnel.wanted_why().at({"LVEF", "stale"}) == 1);
}

TEST_CASE("a thing that the record does not say is no test") {
  batch::Funnel funnel(kShape);
  funnel.add(row(RowVerdict::kUndetermined, {Status::kUnknown, Status::kPass, Status::kPass}, {{"stroke", eval::Why::kSilent, {0}}}), 0);
  funnel.add(row(RowVerdict::kUndetermined, {Status::kUnknown, Status::kPass, Status::kUnknown}, {{"ALT", eval::Why::kNoLimit, {0}}, {"ALT", eval::Why::kStale, {2}}}), 0);
  funnel.add(row(RowVerdict::kUndetermined, {Status::kUnknown, Status::kPass, Status::kUnknown}, {{"ALT", eval::Why::kStale, {0}}, {"stroke", eval::Why::kSilent, {2}}}), 0);
  CHECK((funnel.one_test_away() == 1 && funnel.one_answer_away() == 1));
  CHECK((funnel.unlocking().at("ALT") == 1 && funnel.unlocking().size() == 1));
  CHECK((funnel.settling().at("stroke") == 1 && funnel.settling().size() == 1));
  batch::Funnel both(kShape);
  both.merge(funnel);
  both.merge(funnel);
  CHECK((both.one_test_away() == 2 && both.settling().at("stroke") == 2));
}

TEST_CASE("whatever the order, those who remain at the end are the same") {
  for (const auto& order : std::vector<std::vector<std::uint32_t>>{{0, 1, 2}, {2, 1, 0}, {1, 0, 2}}) {
    batch::Funnel funnel(kShape, order);
    for (const Row& one : rows()) funnel.add(one, 0);
    CHECK(funnel.steps().back().remaining() == 3);
  }
  CHECK(batch::order_of(kShape, {"c", "A"}).value() == std::vector<std::uint32_t>{2, 0, 1});
  CHECK(batch::order_of(kShape, {"Z"}).error() == "Z");
  CHECK(batch::order_of(kShape, {"A", "a"}).error() == "a");
}

TEST_CASE("funnels of parts joined are the funnel of the whole") {
  batch::Funnel whole(kShape), left(kShape), right(kShape);
  for (std::size_t i = 0; i < rows().size(); ++i) {
    whole.add(rows()[i], 0);
    (i % 2 == 0 ? left : right).add(rows()[i], 0);
  }
  left.merge(right);
  CHECK(batch::funnel_csv({left}) == batch::funnel_csv({whole}));
  CHECK(batch::funnel_text({left}) == batch::funnel_text({whole}));
}
