// A list whose entries keep their memory: what is seen of it is what a vector would show.
#include "base/reused_list.h"

#include <string>

#include "catch.h"

using eligo::base::ReusedList;

namespace {

std::string all(const ReusedList<std::string>& list) {
  std::string out;
  for (const std::string& text : list) out += text + ";";
  return out;
}

}  // namespace

TEST_CASE("entries_are_cleared_before_they_are_used_again") {
  ReusedList<std::string> list;
  CHECK(list.empty());
  list.add() = "a long text that lies on the heap, not in the string";
  const char* const memory = list[0].data();
  list.clear();
  CHECK(list.size() == 0);
  CHECK(list.add() == "");
  list[0] = "b";
  CHECK(list[0].data() == memory);
  CHECK(all(list) == "b;");
}

TEST_CASE("what_is_taken_out_leaves_the_others_in_their_order") {
  ReusedList<std::string> list;
  for (const char* text : {"a", "b", "c", "d"}) list.add() = text;
  list.erase(1);
  CHECK(all(list) == "a;c;d;");
  list.erase(2);
  CHECK(all(list) == "a;c;");
  CHECK(list.add() == "");
  CHECK(all(list) == "a;c;;");
}
