// Reserved words stand in the grammar as `NAME : 'word' ;`, several on a line, and on the page between two remarks.
#include "lists.h"

#include <regex>
#include <set>

#include "blocks.h"
#include "diag/diagnostic.h"

namespace eligo::reference {

namespace {

using Set = std::set<std::string>;

Set matches(std::string_view text, const char* pattern) {
  const std::string in(text);
  const std::regex expression(pattern);
  Set found;
  for (std::sregex_iterator it(in.begin(), in.end(), expression), end; it != end; ++it) found.insert((*it)[1]);
  return found;
}

std::string_view between(std::string_view text, std::string_view begin, std::string_view end) {
  const std::size_t from = text.find(begin);
  const std::size_t to = from == std::string_view::npos ? from : text.find(end, from);
  return to == std::string_view::npos ? std::string_view() : text.substr(from + begin.size(), to - from - begin.size());
}

std::vector<std::string> differences(const Set& wanted, const Set& listed, const std::string& what) {
  std::vector<std::string> out;
  for (const std::string& one : wanted) {
    if (!listed.contains(one)) out.push_back("the page does not list the " + what + " `" + one + "`");
  }
  for (const std::string& one : listed) {
    if (!wanted.contains(one)) out.push_back("the page lists `" + one + "`, which is no " + what);
  }
  return out;
}

// Codes on records and files are told where they come up, not on the page about rules.
bool is_about_rules(std::string_view code) { return code.substr(1, 2) != "06" && code.substr(1, 2) != "08"; }

}  // namespace

std::vector<std::string> differing_words(std::string_view page, std::string_view grammar) {
  const std::string_view list = between(page, "<!-- the words of Eligo.g4; a test compares them -->", "<!-- end -->");
  return differences(matches(grammar, R"([A-Z_]+ : '([A-Za-z]+(?:-[a-z]+)?)' ;)"), matches(list, "`([^`]+)`"), "reserved word");
}

std::vector<std::string> differing_codes(std::string_view page) {
  Set codes;
  for (const diag::Code code : diag::all_codes()) {
    if (is_about_rules(diag::text_of(code))) codes.insert(diag::text_of(code));
  }
  Set rows;
  for (const std::string& line : lines_of(page)) rows.merge(matches(line, R"(^\| ([EW]\d{4}) \|)"));
  return differences(codes, rows, "code");
}

}  // namespace eligo::reference
