// How sentences write names, numbers, dates and rule texts: plain language, no operators, nothing rounded to a lie.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "clinical/vocabulary.h"
#include "model/record.h"
#include "value/interval.h"

namespace eligo::explain {

/// Where a text stands in another.
struct Stretch {
  std::size_t from = 0, to = 0;
  std::string_view of(std::string_view whole) const { return whole.substr(from, to - from); }
};

/// "ALT", "total bilirubin": the name where it is an abbreviation, else the title.
std::string shown_name(const clinical::Concept& entry);

/// At least `digits` significant digits and every digit before the point; exact where that is short.
std::string shown_number(const value::Number& number, int digits = 4);
void append_number(std::string& out, const value::Number& number, int digits = 4);
/// The same, with as many digits as it takes to tell it from `other` (where they differ at all).
std::string shown_apart(const value::Number& number, const value::Number& other);
void append_apart(std::string& out, const value::Number& number, const value::Number& other);

/// Rounded to as many decimals as `model` has, which shows a number rounded; exact where that would be zero.
std::string shown_like(const value::Number& number, std::string_view model);

/// "5 mg/dL", "below 20 IU/mL", "35 to 40 %".
std::string shown_interval(const value::Interval& interval, std::string_view unit);
void append_interval(std::string& out, const value::Interval& interval, std::string_view unit);
/// The unit behind a number: " mg/dL", " x 10^9/L"; nothing where it is empty.
void append_unit(std::string& out, std::string_view unit);

/// "3 items", "1 item": for nouns whose plural ends in s.
std::string shown_count(std::int64_t count, std::string_view noun);
void append_count(std::string& out, std::int64_t count, std::string_view noun);
/// "a, b and c".
std::string joined_list(const std::vector<std::string>& items, std::string_view last_link = "and");
/// The same for facts of a record, of which there may be very many: the first few, and how many more. `append(i)` writes
/// the item `i` at the end of `out`.
inline constexpr std::size_t kFew = 6;
template <class Append>
void append_few(std::string& out, std::size_t count, Append append, std::string_view last_link = "and") {
  const std::size_t told = count <= kFew ? count : kFew - 1;
  for (std::size_t i = 0; i < told; ++i) {
    if (i > 0) (i + 1 == count ? (out += ' ').append(last_link) : out += ',') += ' ';
    append(i);
  }
  if (told < count) out.append(" and ").append(std::to_string(count - told)).append(" more");
}
std::string joined_few(const std::vector<std::string>& items);

/// A condition or selector as the formatter writes it, in words: "ALT <= 2.5 x ULN" is "ALT at most 2.5 x ULN",
/// `t_cell_all` is "T-cell acute lymphoblastic leukemia".
std::string plain_words(std::string_view rule_text, const clinical::Vocabulary& vocabulary);

/// A name of the rule file for people: "end_of_therapy" is "end of therapy".
std::string spaced(std::string_view name);
void append_spaced(std::string& out, std::string_view name);

}  // namespace eligo::explain
