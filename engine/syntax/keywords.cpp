// Reads the reserved words from the generated parser: its literals that are words.
#include "syntax/keywords.h"

#include <string>
#include <unordered_map>

#include "EligoParser.h"
#include "base/ascii.h"
#include "syntax/parse.h"

namespace eligo::syntax {

namespace {

using grammar::EligoParser;
using Keywords = std::unordered_map<std::string, std::size_t, base::FoldedHash, base::FoldedEqual>;

Keywords read_keywords() {
  Keywords result;
  const EligoParser parser(nullptr);
  const antlr4::dfa::Vocabulary& vocabulary = parser.getVocabulary();
  for (std::size_t type = 1; type <= vocabulary.getMaxTokenType(); ++type) {
    const std::string literal = vocabulary.getLiteralName(type);  // `'any'`, or empty
    if (literal.size() > 2 && base::is_letter(literal[1])) result.emplace(literal.substr(1, literal.size() - 2), type);
  }
  return result;
}

const Keywords& keywords() {
  static const Keywords kKeywords = read_keywords();
  return kKeywords;
}

}  // namespace

std::size_t type_of_keyword(std::string_view word) {
  const auto found = keywords().find(word);
  return found == keywords().end() ? std::size_t{EligoParser::NAME} : found->second;
}

std::string spelling_of_keyword(std::size_t type) {
  const EligoParser parser(nullptr);
  const std::string literal = parser.getVocabulary().getLiteralName(type);
  return literal.size() > 2 ? literal.substr(1, literal.size() - 2) : literal;
}

bool is_keyword(std::size_t type) { return type > 0 && type < EligoParser::LESS_SIGN; }

bool is_reserved(std::string_view word) { return keywords().find(word) != keywords().end(); }

}  // namespace eligo::syntax
