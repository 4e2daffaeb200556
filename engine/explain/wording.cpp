// Names, numbers and lists in words; and a small scanner that turns rule text into plain language.
#include "explain/wording.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"

namespace eligo::explain {

namespace {

constexpr int kMostDigits = 17;
constexpr std::size_t kShort = 6;   // characters of an exact number

int digits_before_point(const std::string& text) {
  int count = 0;
  for (const char c : text) {
    if (c == '.' || c == 'e') break;
    if (base::is_digit(c)) ++count;
  }
  return count;
}

// Short exact texts stay exact: 88.42, 132, 0.005.
std::string rounded(const value::Number& number, int digits) {
  const int whole = digits_before_point(number.to_text(kMostDigits));
  return number.to_text(std::max(digits, std::min(whole, kMostDigits)));
}

struct Spelling {
  std::string_view written, words;
};

// Longest first, so that `<=` is not read as `<`.
constexpr std::array<Spelling, 7> kOperators = {{{"..", " to "}, {"<=", "at most"}, {">=", "at least"}, {"!=", "other than"}, {"<", "below"}, {">", "above"}, {"=", "equal to"}}};
constexpr std::array<Spelling, 4> kArithmetic = {{{" + ", " plus "}, {" - ", " minus "}, {" * ", " times "}, {" / ", " divided by "}}};

// Reads rule text from left to right and appends words.
class Scanner {
 public:
  Scanner(std::string_view text, const clinical::Vocabulary& vocabulary) : text_(text), vocabulary_(vocabulary) {}

  std::string words() {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '"') return quoted();
    if (base::is_digit(c)) return number();
    if (base::is_letter(c)) return name();
    for (const Spelling& s : kArithmetic) if (take(s)) return;
    for (const Spelling& s : kOperators) if (take(s)) return;
    out_ += c == '{' ? '(' : c == '}' ? ')' : c;
    ++at_;
  }

  bool take(const Spelling& s) {
    if (text_.substr(at_, s.written.size()) != s.written) return false;
    out_ += s.words;
    at_ += s.written.size();
    return true;
  }

  void quoted() {
    const std::size_t end = text_.find('"', at_ + 1);
    const std::size_t stop = end == std::string_view::npos ? text_.size() : end + 1;
    out_ += text_.substr(at_, stop - at_);
    at_ = stop;
  }

  // A number, and the unit right after it, which is copied as it is.
  void number() {
    while (at_ < text_.size() && (base::is_digit(text_[at_]) || is_inner_point())) out_ += text_[at_++];
    if (at_ + 1 >= text_.size() || text_[at_] != ' ') return;
    const std::size_t end = std::min(text_.find_first_of(" ,)}", at_ + 1), text_.size());
    const std::string_view word = text_.substr(at_ + 1, end - at_ - 1);
    if (word.empty() || !(base::is_letter(word.front()) || word.front() == '%') || vocabulary_.find(word)) return;
    out_ += " ";
    out_ += word;
    at_ = end;
  }

  bool is_inner_point() const {
    return (text_[at_] == '.' || text_[at_] == ':' || text_[at_] == '-') && at_ + 1 < text_.size() && base::is_digit(text_[at_ + 1]);
  }

  void name() {
    std::size_t end = at_;
    while (end < text_.size() && (base::is_letter(text_[end]) || base::is_digit(text_[end]) || text_[end] == '_')) ++end;
    const std::string_view word = text_.substr(at_, end - at_);
    const clinical::ConceptId found = vocabulary_.find(word);
    out_ += found ? shown_name(vocabulary_[found]) : spaced(word);
    at_ = end;
  }

  std::string_view text_;
  const clinical::Vocabulary& vocabulary_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

void append_spaced(std::string& out, std::string_view name) {
  const auto from = static_cast<std::ptrdiff_t>(out.size());
  out += name;
  std::replace(out.begin() + from, out.end(), '_', ' ');
}

std::string spaced(std::string_view name) {
  std::string out;
  append_spaced(out, name);
  return out;
}

std::string shown_name(const clinical::Concept& entry) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const bool is_abbreviation = entry.name.find('_') == std::string::npos && std::any_of(entry.name.begin(), entry.name.end(), is_upper);
  if (is_abbreviation) return entry.name;
  return entry.title.empty() || entry.title == entry.name ? spaced(entry.name) : entry.title;
}

void append_number(std::string& out, const value::Number& number, int digits) {
  if (!number.append_exact(out, kShort)) out += rounded(number, digits);
}

std::string shown_number(const value::Number& number, int digits) {
  std::string out;
  append_number(out, number, digits);
  return out;
}

// Two numbers that both are told exactly are told apart.
void append_apart(std::string& out, const value::Number& number, const value::Number& other) {
  const std::size_t from = out.size();
  const bool is_exact = number.append_exact(out, kShort);
  const std::size_t to = out.size();
  const bool are_exact = is_exact && other.append_exact(out, kShort);
  out.resize(are_exact ? to : from);
  if (!are_exact) out += shown_apart(number, other);
}

std::string shown_apart(const value::Number& number, const value::Number& other) {
  if (number == other) return shown_number(number);
  constexpr int kAnyDigits = 60;
  for (int digits = 4; digits < kAnyDigits; ++digits) {
    std::string text = digits <= kMostDigits ? shown_number(number, digits) : number.to_text(digits);
    if (text != shown_number(other, digits) && text != shown_number(other)) return text;
  }
  return number.to_text(kAnyDigits);
}

std::string shown_like(const value::Number& number, std::string_view model) {
  const std::size_t point = model.find('.');
  const int decimals = point == std::string_view::npos ? 0 : static_cast<int>(model.size() - point - 1);
  const value::Number scale = value::Number::power_of_ten(decimals);
  const auto whole = (number * scale + value::Number(1, 2)).floor();
  if (!whole || *whole == 0 || model.find('e') != std::string_view::npos) return shown_number(number);
  constexpr std::size_t kRoom = kMostDigits + 1;   // a point among them
  const value::Number shown = value::Number(*whole) / scale;
  std::string out;
  return shown.append_exact(out, kRoom) ? out : shown.to_text(kMostDigits);
}

void append_unit(std::string& out, std::string_view unit) {
  if (!unit.empty()) out.append(base::is_digit(unit.front()) ? " x " : " ").append(unit);   // 1.2 x 10^9/L
}

void append_interval(std::string& out, const value::Interval& interval, std::string_view unit) {
  const auto amount = [&](std::string_view words, const value::Bound& bound) {
    out += words;
    append_number(out, bound.at);
    append_unit(out, unit);
  };
  const auto& [low, high] = interval;
  const bool from_zero = !low.is_missing && low.at.is_zero();
  if (interval.is_point()) return amount("", low);
  if (low.is_missing && high.is_missing) return static_cast<void>(out += "any value");
  if (low.is_missing || (from_zero && high.is_open && !high.is_missing)) return amount(high.is_open ? "below " : "at most ", high);
  if (high.is_missing) return amount(low.is_open ? "above " : "at least ", low);
  append_number(out, low.at);
  amount(" to ", high);
}

std::string shown_interval(const value::Interval& interval, std::string_view unit) {
  std::string out;
  append_interval(out, interval, unit);
  return out;
}

void append_count(std::string& out, std::int64_t count, std::string_view noun) {
  out.append(std::to_string(count)).append(" ").append(noun).append(count == 1 ? "" : "s");
}

std::string shown_count(std::int64_t count, std::string_view noun) {
  std::string out;
  append_count(out, count, noun);
  return out;
}

std::string joined_list(const std::vector<std::string>& items, std::string_view last_link) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 == items.size() ? " " + std::string(last_link) + " " : ", ";
    out += items[i];
  }
  return out;
}

std::string joined_few(const std::vector<std::string>& items) {
  std::string out;
  append_few(out, items.size(), [&](std::size_t i) { out += items[i]; });
  return out;
}

std::string plain_words(std::string_view rule_text, const clinical::Vocabulary& vocabulary) {
  return Scanner(rule_text, vocabulary).words();
}

}  // namespace eligo::explain
