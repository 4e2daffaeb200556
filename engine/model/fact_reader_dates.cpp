// The keys of a fact that say when it was: on, onset, start, end, ongoing, status.
#include "base/ascii.h"
#include "model/fact_reader.h"

namespace eligo::model {

using diag::Code;

namespace {

/// Days that no record writes stand for an end that is not known.
value::Day last_day_written() { return value::day_from_civil({9999, 12, 31}); }

// The clock of the site at that instant, where the source says how far its own is from UTC.
value::TimeSpan in_zone(value::TimeSpan span, std::int16_t zone) {
  constexpr std::int64_t kDay = 86400;
  if (!span.has_clock() || span.offset == value::TimeSpan::kNoOffset) return span;
  const std::int64_t second = span.first_second() + std::int64_t{zone - span.offset} * 60;
  const std::int64_t day = second >= 0 ? second / kDay : (second - kDay + 1) / kDay;
  span.first = span.last = static_cast<value::Day>(day);
  span.second = static_cast<std::int32_t>(second - day * kDay);
  span.offset = zone;
  return span;
}

// `A/B`: some day from the first of A to the last of B; `..` leaves that side open.
std::optional<value::TimeSpan> read_interval(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return value::parse_date(text);
  const std::string_view begin = text.substr(0, slash);
  const std::string_view end = text.substr(slash + 1);
  const auto first = begin == ".." ? value::TimeSpan::on(value::kBeginning) : value::parse_date(begin);
  const auto last = end == ".." ? value::TimeSpan::on(last_day_written()) : value::parse_date(end);
  if (!first || !last || first->first > last->last) return std::nullopt;
  return value::TimeSpan::between(first->first, last->last);
}

}  // namespace

void FactReader::read_dates() {
  GivenDates& dates = out_.dates;
  if (fact_.concept_id.is_valid()) {
    dates.is_acute = concept_at_hand().is_acute;
    dates.is_chronic = concept_at_hand().is_chronic;
  }
  const bool is_in_conflict = is_date_doubled();
  dates.is_unreadable |= is_in_conflict || draft_.has_more_keys;   // a date may be among the keys that were not read
  dates.single = take_date(KeyName::kOn);
  const auto onset = take_date(KeyName::kOnset);
  const auto start = take_date(KeyName::kStart);
  dates.start = start ? start : onset;
  const FactKey* end_key = find(KeyName::kEnd);
  dates.end = take_date(KeyName::kEnd);
  read_standing();
  if (!dates.is_unreadable && is_surely_reversed(dates)) {
    set_aside(Code::E0606, *end_key, "the end " + to_text(*dates.end) + " lies before the start " + to_text(*dates.start));
    dates.is_unreadable = true;
  }
}

bool FactReader::is_date_doubled() {
  const std::uint32_t dates = draft_.known & (FactDraft::bit(KeyName::kOn) | FactDraft::bit(KeyName::kOnset) | FactDraft::bit(KeyName::kStart) | FactDraft::bit(KeyName::kEnd));
  if ((dates & (dates - 1)) == 0) return false;   // at most one
  return refuse_together(KeyName::kOn, KeyName::kOnset) || refuse_together(KeyName::kOn, KeyName::kStart) || refuse_together(KeyName::kOn, KeyName::kEnd) ||
         refuse_together(KeyName::kOnset, KeyName::kStart);
}

std::optional<value::TimeSpan> FactReader::take_date(KeyName name) {
  if (!has_any(FactDraft::bit(name))) return std::nullopt;
  if (const FactKey* given = find(name)) out_.dates.is_unreadable |= !given->is_text;
  const FactKey* key = take(name);
  if (key == nullptr) return std::nullopt;
  auto date = read_interval(base::trimmed(key->text));
  if (!date) {
    set_aside(Code::E0605, *key, quoted(key->text) + " is no date that exists");
    out_.dates.is_unreadable = true;
  } else if (options_.zone) {
    date = in_zone(*date, *options_.zone);
  }
  return date;
}

bool FactReader::refuse_together(KeyName first, KeyName second) {
  const FactKey* other = find(second);
  if (find(first) == nullptr || other == nullptr) return false;
  set_aside(Code::E0617, *other, quoted(text_of(second)) + " cannot stand beside " + quoted(text_of(first)));
  return true;
}

void FactReader::read_standing() {
  if (draft_.list == Kind::kObservation || !has_any(FactDraft::bit(KeyName::kOngoing) | FactDraft::bit(KeyName::kStatus))) return;  // a result neither lasts nor is resolved
  read_ongoing();
  read_status();
}

void FactReader::read_ongoing() {
  GivenDates& dates = out_.dates;
  const FactKey* key = take(KeyName::kOngoing);
  if (key == nullptr) return;
  const auto is_ongoing = yes_or_no(base::trimmed(key->text));
  if (!is_ongoing) return set_aside(Code::E0613, *key, quoted(key->text) + " is neither `yes` nor `no`");
  dates.standing = *is_ongoing ? Standing::kLasting : Standing::kOver;
  if (!*is_ongoing || !(dates.end || dates.single)) return;
  set_aside(Code::E0617, *key, std::string("what is ongoing has no `") + (dates.end ? "end" : "on") + "`");
  dates.is_unreadable = true;
}

void FactReader::read_status() {
  GivenDates& dates = out_.dates;
  const FactKey* key = take(KeyName::kStatus);
  if (key == nullptr) return;
  static const std::vector<std::string> kWords = {"active", "resolved"};
  const auto choice = choice_of(base::trimmed(key->text), kWords);
  if (!choice) return set_aside(Code::E0610, *key, quoted(key->text) + " is not " + listed(kWords));
  const Standing standing = *choice == 0 ? Standing::kLasting : Standing::kOver;
  const bool contradicts = dates.standing != Standing::kUnsaid && dates.standing != standing;
  if (contradicts || (standing == Standing::kLasting && (dates.end || dates.single))) {
    set_aside(Code::E0617, *key, quoted(key->text) + " contradicts `" + (contradicts ? "ongoing" : dates.end ? "end" : "on") + "`");
    dates.is_unreadable = true;
    return;
  }
  dates.standing = standing;
}

}  // namespace eligo::model
