// What all the builders share: spans, names, texts, numbers, and the limit on nesting.
#include "syntax/build.h"

#include <algorithm>

#include "base/ascii.h"
#include "syntax/parse.h"
#include "syntax/quoting.h"
#include "syntax/words.h"

namespace eligo::syntax {

namespace {

constexpr std::size_t kMostDigits = 400;
constexpr std::size_t kMostCountDigits = 6;  // up to 100000

Span span_of(const antlr4::Token* token) { return static_cast<const Word*>(token)->span(); }

}  // namespace

Builder::Nesting::Nesting(Builder& builder, std::size_t amount, Span span) : builder_(builder), amount_(amount) {
  builder_.nesting_ += amount;
  if (builder_.nesting_ <= kDeepestNesting || builder_.is_too_deep_) return;
  builder_.is_too_deep_ = true;
  builder_.report(diag::Code::E0103, "this nests deeper than 64 levels",
                  "brackets, lists, `if`, `where`, `not` and the signs of one sum count; name a part of it with `define`", span);
}

Span Builder::span(const Tree& tree) const {
  if (tree.stop == nullptr) return span_of(tree.start);
  return {span_of(tree.start).begin, span_of(tree.stop).end};
}

Span Builder::span(Leaf& leaf) const { return span_of(leaf.getSymbol()); }

std::string Builder::written(Leaf& leaf) const { return std::string(file_.source->slice(span(leaf))); }

Name Builder::name(Leaf& leaf) {
  Name result{written(leaf), span(leaf), false};
  if (leaf.getSymbol()->getType() == EligoParser::NAME && is_reserved(result.text)) {
    report(diag::Code::E0106, shown(result.text) + " is a keyword in another case and cannot be a name",
           "keywords are written in lower case, and names must differ from them", result.span);
  }
  return result;
}

Name Builder::text(Leaf& leaf) const {
  Name result{{}, span(leaf), true};
  std::string_view inside = file_.source->slice(result.span);
  inside.remove_prefix(1);
  if (!inside.empty() && inside.back() == '"') inside.remove_suffix(1);
  for (std::size_t i = 0; i < inside.size(); ++i) {
    const bool is_escape = inside[i] == '\\' && i + 1 < inside.size() && (inside[i + 1] == '"' || inside[i + 1] == '\\');
    result.text += inside[is_escape ? ++i : i];
  }
  return result;
}

std::optional<Name> Builder::text_if(Leaf* leaf) const {
  if (leaf == nullptr) return std::nullopt;
  return text(*leaf);
}

std::vector<Name> Builder::names(const std::vector<Leaf*>& leaves) {
  std::vector<Name> result;
  result.reserve(leaves.size());
  for (Leaf* leaf : leaves) result.push_back(name(*leaf));
  return result;
}

std::string Builder::number(Leaf& leaf) {
  std::string digits = written(leaf);
  if (digits.size() <= kMostDigits) return digits;
  report(diag::Code::E0107, "a number of more than 400 digits", "", span(leaf));
  return "0";
}

std::string Builder::whole_number(Leaf& leaf, const char* what) {
  std::string digits = written(leaf);
  if (digits.find('.') != std::string::npos) {
    report(diag::Code::E0107, std::string(what) + " is a whole number, and " + shown(digits) + " is none", "", span(leaf));
    return "1";
  }
  std::string_view significant = digits;
  while (significant.size() > 1 && significant.front() == '0') significant.remove_prefix(1);
  const bool fits = significant.size() < kMostCountDigits || (significant.size() == kMostCountDigits && significant <= "100000");
  if (fits) return digits.size() > kMostDigits ? std::string(significant) : digits;
  report(diag::Code::E0107, std::string(what) + " is at most 100000, and this is " + shown(digits), "", span(leaf));
  return "1";
}

std::string Builder::count(Leaf& leaf) { return whole_number(leaf, "a count"); }

void Builder::report(diag::Code code, std::string message, std::string help, Span where) {
  sink_.add({code, std::move(message), std::move(help), file_.source, where, {}});
}

}  // namespace eligo::syntax
