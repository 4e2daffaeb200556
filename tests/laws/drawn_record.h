// A record that was drawn by chance, in parts that can be reordered, moved in time, filled in and left out; and its text.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "clinical/vocabulary.h"
#include "random.h"
#include "value/date.h"

namespace eligo::laws {

using clinical::Kind;
using value::Day;

struct DrawnDate {
  enum class Precision : std::uint8_t { kYear, kMonth, kDay, kClock };
  Day day = 0;
  Precision precision = Precision::kDay;
  int minute = 0;                     // of the day, of kClock

  std::string text(Day shift) const;
};

struct DrawnFact {
  Kind kind = Kind::kCondition;
  std::string of;
  std::vector<std::pair<std::string, DrawnDate>> dates;        // onset, start, end, on
  std::vector<std::pair<std::string, std::string>> fields;

  bool has(const std::string& key) const;
};

struct DrawnRecord {
  DrawnDate screening;
  std::vector<std::pair<std::string, DrawnDate>> moments;
  std::optional<DrawnDate> birth;
  std::string sex;                                             // empty: not told
  std::vector<Kind> complete;
  std::vector<std::string> absent;
  std::vector<DrawnFact> facts;
  std::vector<std::pair<std::string, std::string>> answers;

  /// As JSON, every date moved by `shift` days.
  std::string json(Day shift = 0) const;
};

/// What a law needs of its records.
struct RecordShape {
  bool may_be_complete = true;        // `history.complete`, `absent`
  bool only_full_dates = false;       // no `2026-05`, no clock times
  bool may_be_broken = true;          // some facts that cannot be read
};

/// Screened on `screening`.
DrawnRecord draw_record(Random& random, const RecordShape& shape, Day screening);
DrawnFact draw_fact(Random& random, const DrawnRecord& record, const RecordShape& shape);

/// The record with something told that it left open; nothing that it told is taken back (filled_in.cpp).
DrawnRecord filled_in(Random& random, DrawnRecord record);

}  // namespace eligo::laws
