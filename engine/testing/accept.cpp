// Words are replaced from the end of the text to its beginning, so that places in front of them stay right.
#include "testing/accept.h"

#include <map>
#include <set>

namespace eligo::testing {

namespace {

/// A word of the text, and everything the rules said where it is expected.
struct Asked {
  std::uint32_t end = 0;
  std::string wanted;
  std::set<std::string> said;
};

}  // namespace

Accepted accept(const diag::SourceText& source, const FileResult& result) {
  std::map<std::uint32_t, Asked, std::greater<>> words;   // by where they begin
  for (const CaseResult& test : result.cases) {
    for (const Answer& answer : test.answers) {
      Asked& asked = words[answer.place.begin];
      asked.end = answer.place.end;
      asked.wanted = answer.wanted;
      asked.said.insert(answer.got);
    }
  }
  Accepted accepted{source.text(), 0, 0};
  for (const auto& [begin, asked] : words) {
    if (asked.said.size() > 1) ++accepted.left;
    if (asked.said.size() > 1 || *asked.said.begin() == asked.wanted) continue;
    accepted.text.replace(begin, asked.end - begin, *asked.said.begin());
    ++accepted.replaced;
  }
  return accepted;
}

}  // namespace eligo::testing
