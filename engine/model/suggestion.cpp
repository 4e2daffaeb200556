// Nearest names and short quotations for the texts of problems.
#include "model/suggestion.h"

#include "base/edit_distance.h"

namespace eligo::model {

namespace {

// Never cuts a character of several bytes in two.
std::string_view cut(std::string_view text, std::size_t size) {
  if (text.size() <= size) return text;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  return text.substr(0, size);
}

}  // namespace

std::string Suggestions::for_concept(std::string_view name) {
  if (name.size() > kLongest || !may_ask()) return {};
  if (names_.empty()) names_ = vocabulary_.names();
  return among(name, names_);
}

std::string Suggestions::for_list(std::string_view name) {
  std::vector<std::string> lists;
  for (std::size_t i = 0; i < clinical::kKindCount; ++i) lists.emplace_back(clinical::list_name_of(static_cast<clinical::Kind>(i)));
  return among(name, lists);
}

std::string Suggestions::among(std::string_view name, const std::vector<std::string>& candidates) {
  if (name.size() > kLongest) return {};
  const auto near = base::nearest(name, candidates);
  return near ? "; did you mean `" + *near + "`?" : std::string();
}

std::string listed(const std::vector<std::string>& words) {
  constexpr std::size_t kMost = 8;
  std::string out;
  for (std::size_t i = 0; i < words.size() && i < kMost; ++i) {
    if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
    out += "`" + words[i] + "`";
  }
  return words.size() > kMost ? out + " …" : out;
}

std::string quoted(std::string_view text) {
  constexpr std::size_t kLongest = 80;
  std::string out = "`";
  for (const char c : cut(text, kLongest)) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return out + (text.size() > kLongest ? "…`" : "`");
}

}  // namespace eligo::model
