// Counting, fact by fact.
#include "io/profile.h"

#include <algorithm>
#include <tuple>

namespace eligo::io {

namespace {

// Of the start, or of the end where only that was given.
Profile::Precision precision_of(const model::Fact& fact) {
  using Precision = Profile::Precision;
  if (!fact.is_dated) return Precision::kUndated;
  const bool has_start = fact.start.first > value::kBeginning;
  const value::TimeSpan& span = has_start ? fact.start : fact.end;
  if (span.has_clock()) return Precision::kClock;
  if (span.is_day()) return Precision::kDay;
  const value::CivilDate first = value::civil_from_day(std::max(span.first, value::day_from_civil({1000, 1, 1})));
  const value::CivilDate last = value::civil_from_day(std::min(span.last, value::day_from_civil({9999, 12, 31})));
  const bool is_begun = first.day == 1 && span.first > value::kBeginning;   // the end may be cut at screening
  if (is_begun && first.year == last.year && first.month == last.month) return Precision::kMonth;
  if (is_begun && first.month == 1 && first.year == last.year) return Precision::kYear;
  return Precision::kInterval;
}

}  // namespace

const char* Profile::name_of(Precision precision) {
  switch (precision) {
    case Precision::kClock: return "with a clock time";
    case Precision::kDay: return "to the day";
    case Precision::kMonth: return "to the month";
    case Precision::kYear: return "to the year";
    case Precision::kInterval: return "within an interval";
    case Precision::kUndated: return "undated";
  }
  return "";
}

void Profile::add(const model::PatientRecord& record) {
  ++patients_;
  with_birth_date_ += record.has_birth_date ? 1 : 0;
  with_sex_ += record.sex != model::Sex::kUnknown ? 1 : 0;
  for (const model::Fact& fact : record.facts) add_fact(fact);
  for (const model::Problem& problem : record.problems) problems_[diag::text_of(problem.code)] += 1;
}

void Profile::add_fact(const model::Fact& fact) {
  if (!fact.concept_id.is_valid()) return;
  ++facts_;
  const auto index = static_cast<std::uint32_t>(fact.concept_id.index());
  OfConcept& it = concepts_[index];
  it.facts += 1;
  it.broken += fact.is_broken ? 1 : 0;
  if (std::size_t& last = last_fact_[index]; last != patients_) {
    last = patients_;
    it.patients += 1;
  }
  if (fact.kind == model::Kind::kObservation && fact.value.type != model::ObservedValue::Type::kNone) it.units[std::string(fact.value.unit_text)] += 1;
  precisions_[static_cast<std::size_t>(precision_of(fact))] += 1;
  if (!fact.is_broken && fact.verification != model::Verification::kRefuted) find(fact.concept_id);
}

void Profile::find(clinical::ConceptId fact) {
  if (std::size_t& last = last_[fact.index()]; last == patients_) return;
  else last = patients_;
  found_[fact.index()] += 1;
  for (const clinical::ConceptId parent : vocabulary_[fact].parents) find(parent);
}

std::vector<clinical::ConceptId> Profile::concepts() const {
  std::vector<clinical::ConceptId> all;
  for (const auto& [index, it] : concepts_) all.emplace_back(index);
  std::sort(all.begin(), all.end(), [this](clinical::ConceptId a, clinical::ConceptId b) {
    return std::tie(vocabulary_[a].kind, vocabulary_[a].name) < std::tie(vocabulary_[b].kind, vocabulary_[b].name);
  });
  return all;
}

}  // namespace eligo::io
