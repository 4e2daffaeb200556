// Brings the many spellings of laboratories and protocols into the one form that the grammar of units reads:
// both micro signs, raised digits, blanks, "per", a body surface of 1.73 m2, a superscript that was lost.
#include <array>
#include <utility>

#include "base/ascii.h"
#include "clinical/unit_parse.h"

namespace eligo::clinical {

namespace {

using Replacement = std::pair<std::string_view, std::string_view>;

constexpr Replacement kCharacters[] = {
    // Micro signs, operators, the blank that does not break a line.
    {"\u00B5", "u"}, {"\u03BC", "u"}, {"\u00D7", "x"}, {"\u00B7", "."}, {"\u22C5", "."}, {"\u2215", "/"}, {"\u00A0", " "},
    // Raised digits and minus signs.
    {"\u2070", "0"}, {"\u00B9", "1"}, {"\u00B2", "2"}, {"\u00B3", "3"}, {"\u2074", "4"}, {"\u2075", "5"}, {"\u2076", "6"},
    {"\u2077", "7"}, {"\u2078", "8"}, {"\u2079", "9"}, {"\u207B", "-"}, {"\u2212", "-"},
    // Whole symbols.
    {"\u00B0C", "Cel"}, {"\u2103", "Cel"}, {"\u00B0F", "[degF]"}, {"\u2109", "[degF]"}, {"\u03B3", "ug"}, {"\u2126", "Ohm"},
};

// Words of several parts, and forms that would read as something else. Applied in this order.
constexpr Replacement kWords[] = {
    {" per ", "/"}, {"x 10", "x10"}, {"X 10", "x10"}, {"**", "*"}, {"cu mm", "mm3"}, {"gCr", "g"},
    {"mm Hg", "mm[Hg]"}, {"cm H2O", "cm[H2O]"}, {"cmH2O", "cm[H2O]"}, {"mmH2O", "mm[H2O]"}, {"deg C", "Cel"}, {"deg F", "[degF]"},
    // The body surface that clearances are related to.
    {"1,73", "1.73"}, {"1.73 m", "1.73m"}, {"1.73 M2", "1.73m2"}, {"1.73M2", "1.73m2"}, {"1.73m^2", "1.73m2"}, {"1.73sqm", "1.73m2"},
    {"1.73_m2", "1.73m2"}, {"{1.73m2}", "1.73m2"}, {"(1.73m2)", "1.73m2"}, {"[1.73m2]", "1.73m2"}, {"1.73m2", "[1.73_m2]"},
    // Whole amounts below the line.
    {"/100mL", "/dL"}, {"/100ml", "/dL"}, {"/100 mL", "/dL"}, {"/100 ml", "/dL"},
    {"/24 h", "/24h"}, {"/24hrs", "/d"}, {"/24hr", "/d"}, {"/24h", "/d"},
    {"{copies}", "[copies]"}, {"{cp}", "[copies]"},
};

// What a result is related to is no part of its unit.
constexpr std::string_view kReferredTo[] = {" creatinine", " creat", " crea", " Cr", " Creatinine", " of predicted", " predicted", " pred"};

void replace_all(std::string& text, const Replacement& replacement) {
  for (std::size_t at = text.find(replacement.first); at != std::string::npos; at = text.find(replacement.first, at + replacement.second.size())) {
    text.replace(at, replacement.first.size(), replacement.second);
  }
}

bool may_stand_by_blank(char c) { return c == '/' || c == '.' || c == '(' || c == ')' || c == '*' || c == '^'; }

// Takes out blanks beside an operator, and those between a power of ten and what it counts ("10^9 cells/L").
// A blank anywhere else joins what should be apart: no unit.
bool drop_blanks(std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!base::is_blank(text[i])) {
      out += text[i];
      continue;
    }
    std::size_t next = i;
    while (next < text.size() && base::is_blank(text[next])) ++next;
    if (out.empty() || next == text.size()) return false;
    if (base::is_digit(out.back()) && base::is_letter(text[next])) {
      out += '.';
    } else if (!may_stand_by_blank(out.back()) && !may_stand_by_blank(text[next])) {
      return false;
    }
    i = next - 1;
  }
  text = std::move(out);
  return true;
}

// "x10^9/L" without its multiplication sign, and the lost superscript of "x109/L" put back.
void unfold_power(std::string& text) {
  if (text.size() < 3 || base::fold(text[0]) != 'x' || text.compare(1, 2, "10") != 0) return;
  text.erase(0, 1);
  for (std::string_view exponent : {"12", "9", "6", "3"}) {
    const std::string lost = std::string("10").append(exponent) + "/";
    if (text.compare(0, lost.size(), lost) == 0) {
      text.insert(2, "*");
      return;
    }
  }
}

bool is_ascii(std::string_view text) {
  for (char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E) return false;
  }
  return true;
}

}  // namespace

std::optional<std::string> normalized_unit(std::string_view raw) {
  std::string text(base::trimmed(raw));
  if (!is_ascii(text)) {
    for (const Replacement& r : kCharacters) replace_all(text, r);
    if (!is_ascii(text)) return std::nullopt;
    text = std::string(base::trimmed(text));
  }
  if (text.starts_with("per ")) text.replace(0, 4, "/");
  for (const Replacement& r : kWords) replace_all(text, r);
  for (std::string_view word : kReferredTo) {
    if (text.ends_with(word)) {
      text.resize(text.size() - word.size());
      break;
    }
  }
  if (!drop_blanks(text)) return std::nullopt;
  unfold_power(text);
  return text;
}

}  // namespace eligo::clinical
