// Lists that lie in the object itself until they are long.
#include "base/short_list.h"

#include <vector>

#include "catch.h"

using List = eligo::base::ShortList<int, 3>;

namespace {

List numbers(int count) {
  List list;
  for (int i = 0; i < count; ++i) list.push_back(i);
  return list;
}

std::vector<int> all_of(const List& list) { return {list.begin(), list.end()}; }

std::vector<int> upto(int count) {
  std::vector<int> out;
  for (int i = 0; i < count; ++i) out.push_back(i);
  return out;
}

}  // namespace

TEST_CASE("a_short_list_keeps_what_is_put_in_at_any_length") {
  for (int count : {0, 1, 3, 4, 6, 7, 100}) CHECK(all_of(numbers(count)) == upto(count));
}

TEST_CASE("copies_and_moved_lists_are_lists_of_their_own") {
  for (int count : {2, 3, 4, 50}) {
    List one = numbers(count);
    List copied = one;
    copied.push_back(count);
    CHECK(all_of(one) == upto(count));
    CHECK(all_of(copied) == upto(count + 1));
    List moved = std::move(copied);
    CHECK(all_of(moved) == upto(count + 1));
    moved = one;
    CHECK(all_of(moved) == upto(count));
    one = numbers(9);
    CHECK(all_of(one) == upto(9));
    CHECK(all_of(moved) == upto(count));
  }
}

TEST_CASE("an_entry_of_the_list_can_be_put_in_while_it_grows") {
  List list = numbers(3);
  list.push_back(list[1]);
  CHECK(all_of(list) == std::vector<int>{0, 1, 2, 1});
}

TEST_CASE("what_is_taken_out_leaves_the_others_in_order") {
  List list = numbers(7);
  list.remove_if([](int n) { return n % 2 == 0; });
  CHECK(all_of(list) == std::vector<int>{1, 3, 5});
  list.clear();
  CHECK(list.empty());
}
