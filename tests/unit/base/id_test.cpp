// Typed indices, and values that may be missing with a reason.
#include "base/id.h"

#include <memory>
#include <string>
#include <unordered_set>

#include "base/expected.h"
#include "catch.h"

using namespace eligo::base;

namespace {
using NameId = Id<struct NameTag>;
}

TEST_CASE("an_id_names_a_place_or_nothing") {
  IndexedVector<NameTag, std::string> names;
  CHECK(names.empty());
  const NameId a = names.add("a"), b = names.add("b");
  CHECK(names[a] == "a");
  CHECK(names[b] == "b");
  CHECK(a < b);
  CHECK_FALSE(NameId().is_valid());
  CHECK(a != NameId());
  std::unordered_set<NameId> set = {a, b, a};
  CHECK(set.size() == 2);
}

TEST_CASE("expected_holds_a_value_or_a_reason") {
  const Expected<int, std::string> good = 3, bad = Unexpected<std::string>{"no"};
  CHECK(good.has_value());
  CHECK(*good == 3);
  CHECK_FALSE(bad);
  CHECK(bad.error() == "no");
  Expected<std::unique_ptr<int>, std::string> owner = std::make_unique<int>(4);
  CHECK(**owner == 4);
}
