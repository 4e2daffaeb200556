// The sink keeps diagnostics once, up to its limit, and gives them back in order; places are counted in characters.
#include "catch.h"
#include "diag/diagnostic.h"

using namespace eligo::diag;

namespace {

const Source kSource = std::make_shared<SourceText>("r.elig", "ab\ncd\n");

Diagnostic at(Code code, std::uint32_t begin) { return {code, "m", "", kSource, {begin, begin + 1}, {}}; }

}  // namespace

TEST_CASE("one_mistake_is_told_once") {
  Sink sink;
  sink.add(at(Code::E0201, 1));
  sink.add(at(Code::E0201, 1));
  CHECK(sink.sorted().size() == 1);
  CHECK(sink.error_count() == 1);
}

TEST_CASE("diagnostics_come_in_the_order_of_the_file_and_errors_first") {
  Sink sink;
  sink.add(at(Code::W0506, 1));
  sink.add(at(Code::E0301, 4));
  sink.add(at(Code::E0201, 1));
  const auto sorted = sink.sorted();
  REQUIRE(sorted.size() == 3);
  CHECK(sorted[0].code == Code::E0201);
  CHECK(sorted[1].code == Code::W0506);
  CHECK(sorted[2].code == Code::E0301);
}

TEST_CASE("past_the_limit_diagnostics_are_counted_only") {
  Sink sink(2);
  for (std::uint32_t i = 0; i < 5; ++i) sink.add(at(Code::E0201, i));
  CHECK(sink.sorted().size() == 2);
  CHECK(sink.dropped() == 3);
  CHECK(sink.error_count() == 5);
}

TEST_CASE("warnings_are_no_errors") {
  Sink sink;
  sink.add(at(Code::W0503, 0));
  CHECK_FALSE(sink.has_errors());
}

TEST_CASE("a_column_counts_characters") {
  const SourceText text("r.elig", "x\né年y\r\n");
  const Position y = text.position(7);
  CHECK(y.line == 2);
  CHECK(y.column == 3);
  CHECK(text.line(2) == "é年y");
  CHECK(text.position(1000).line == 3);
}
