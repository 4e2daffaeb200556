// One pass over the words. What counts as a level here is what makes the generated parser call itself.
#include "syntax/outline.h"

#include <algorithm>

#include "EligoParser.h"
#include "syntax/parse.h"

namespace eligo::syntax {

namespace {

using grammar::EligoParser;

// Counts the levels that are open. A bracket opens a level that lasts until it closes; `if` and bare `where` last until
// the comma, `unless`, `note` or closing bracket that ends them; `not` and signs count as long as they stand in a row.
// The signs of a long sum do not nest, but each makes the parser look ahead over all that follow: they have the same limit.
class Depth {
 public:
  std::size_t take(const Words& words, std::size_t index) {
    count_sign(words.type(index));
    switch (words.type(index)) {
      case EligoParser::OPEN:
      case EligoParser::OPEN_BRACE: open_.push_back({}); break;
      case EligoParser::CLOSE:
      case EligoParser::CLOSE_BRACE: close(); break;
      case EligoParser::IF: add_loose(); break;
      case EligoParser::WHERE:
        if (is_bare_where(words, index)) add_loose();
        break;
      case EligoParser::COMMA:
      case EligoParser::UNLESS:
      case EligoParser::NOTE: close_loose(); break;
      default: break;
    }
    const bool is_in_row = words.type(index) == EligoParser::NOT || words.type(index) == EligoParser::MINUS;
    row_ = is_in_row ? row_ + 1 : 0;
    return std::max(open_.size() - 1 + loose_ + row_, open_.back().signs);
  }

  void reset() {
    open_.assign(1, {});
    loose_ = 0;
  }

 private:
  static bool is_bare_where(const Words& words, std::size_t index) {
    const bool is_after_bracket = index > 0 && words.type(index - 1) == EligoParser::OPEN;
    return !is_after_bracket && words.type(std::min(index + 1, words.last())) != EligoParser::OPEN;
  }
  // Signs of one sum: what can stand in a sum, or in the moments at its ends, does not end the count.
  void count_sign(std::size_t type) {
    switch (type) {
      case EligoParser::PLUS:
      case EligoParser::MINUS:
      case EligoParser::STAR:
      case EligoParser::SLASH: ++open_.back().signs; break;
      case EligoParser::AND:
      case EligoParser::OR:
      case EligoParser::COMMA:
      case EligoParser::COLON:
      case EligoParser::THEN:
      case EligoParser::ELSE:
      case EligoParser::UNLESS:
      case EligoParser::LESS_SIGN:
      case EligoParser::LESS_EQUAL:
      case EligoParser::GREATER_SIGN:
      case EligoParser::GREATER_EQUAL:
      case EligoParser::EQUAL_SIGN:
      case EligoParser::UNEQUAL_SIGN: open_.back().signs = 0; break;
      default: break;
    }
  }
  void add_loose() {
    ++open_.back().loose;
    ++loose_;
  }
  void close_loose() {
    loose_ -= open_.back().loose;
    open_.back().loose = 0;
  }
  void close() {
    close_loose();
    if (open_.size() > 1) open_.pop_back();
  }

  struct Level {
    std::size_t loose = 0;  // the `if`s and bare `where`s in it
    std::size_t signs = 0;
  };
  std::vector<Level> open_ = {{}};  // the outside, and each open bracket
  std::size_t loose_ = 0;           // of all levels
  std::size_t row_ = 0;
};

}  // namespace

bool is_first_on_line(const Words& words, const diag::Source& source, std::size_t index) {
  if (index == 0) return true;
  const std::uint32_t from = words.words[index - 1].span().end;
  const std::uint32_t to = words.words[index].span().begin;
  return source->slice({from, to}).find_first_of("\r\n") != std::string_view::npos;
}

bool is_item_keyword(std::size_t type) {
  switch (type) {
    case EligoParser::PROTOCOL:
    case EligoParser::USE:
    case EligoParser::STUDY:
    case EligoParser::TIMELINE:
    case EligoParser::RESULTS:
    case EligoParser::DEFAULT:
    case EligoParser::GROUP:
    case EligoParser::DEFINE:
    case EligoParser::COHORT:
    case EligoParser::INCLUSION:
    case EligoParser::EXCLUSION: return true;
    default: return false;
  }
}

bool begins_item(const Words& words, const diag::Source& source, std::size_t index) {
  return begins_item_as(words.type(index), words, source, index);
}

bool begins_item_as(std::size_t type, const Words& words, const diag::Source& source, std::size_t index) {
  if (!is_item_keyword(type)) return false;
  if (index == 0) return true;
  const std::size_t before = words.type(index - 1);
  if (type == EligoParser::RESULTS) return before != EligoParser::WITH;
  if (type == EligoParser::COHORT && before == EligoParser::IN) return false;
  return !may_be_answer(words, index) || is_first_on_line(words, source, index);
}

bool may_be_answer(const Words& words, std::size_t index) {
  if (index == 0) return false;
  const std::size_t before = words.type(index - 1);
  return before == EligoParser::IS || before == EligoParser::NOT || before == EligoParser::COMMA || before == EligoParser::OPEN;
}

std::vector<std::size_t> too_deep(const Words& words, const diag::Source& source) {
  std::vector<std::size_t> result;
  Depth depth;
  bool is_reported = false;
  for (std::size_t i = 0; i < words.words.size(); ++i) {
    if (begins_item(words, source, i)) {
      depth.reset();
      is_reported = false;
    }
    if (depth.take(words, i) <= kDeepestNesting || is_reported) continue;
    is_reported = true;
    result.push_back(i);
  }
  return result;
}

}  // namespace eligo::syntax
