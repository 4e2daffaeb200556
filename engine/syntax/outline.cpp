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
class Depth {
 public:
  std::size_t take(const Words& words, std::size_t index) {
    switch (words.type(index)) {
      case EligoParser::OPEN:
      case EligoParser::OPEN_BRACE: open_.push_back(0); break;
      case EligoParser::CLOSE:
      case EligoParser::CLOSE_BRACE: close(); break;
      case EligoParser::IF: ++loose(); break;
      case EligoParser::WHERE: loose() += is_bare_where(words, index) ? 1 : 0; break;
      case EligoParser::COMMA:
      case EligoParser::UNLESS:
      case EligoParser::NOTE: close_loose(); break;
      default: break;
    }
    const bool is_in_row = words.type(index) == EligoParser::NOT || words.type(index) == EligoParser::MINUS;
    row_ = is_in_row ? row_ + 1 : 0;
    return open_.size() - 1 + loose_ + row_;
  }

  void reset() {
    open_.assign(1, 0);
    loose_ = 0;
  }

 private:
  static bool is_bare_where(const Words& words, std::size_t index) {
    const bool is_after_bracket = index > 0 && words.type(index - 1) == EligoParser::OPEN;
    return !is_after_bracket && words.type(std::min(index + 1, words.last())) != EligoParser::OPEN;
  }
  struct Counter {
    Depth& depth;
    Counter& operator++() { return *this += 1; }
    Counter& operator+=(std::size_t n) {
      depth.open_.back() += n;
      depth.loose_ += n;
      return *this;
    }
  };
  Counter loose() { return {*this}; }
  void close_loose() {
    loose_ -= open_.back();
    open_.back() = 0;
  }
  void close() {
    close_loose();
    if (open_.size() > 1) open_.pop_back();
  }

  std::vector<std::size_t> open_ = {0};  // for each open bracket, and the outside, the `if`s and `where`s in it
  std::size_t loose_ = 0;                // their sum
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
