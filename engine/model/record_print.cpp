// Printing of records, fact by fact.
#include "model/record_print.h"

namespace eligo::model {

namespace {

using value::TimeSpan;

std::string day_text(value::Day day) {
  return day <= value::kBeginning ? "beginning" : day >= value::kForever ? "never" : value::to_text(day);
}

std::string span_text(const TimeSpan& span) {
  std::string out = day_text(span.first);
  if (!span.is_day()) out += ".." + day_text(span.last);
  if (span.has_clock()) out += "+" + std::to_string(span.second) + "s";
  if (span.offset != TimeSpan::kNoOffset) out += "@" + std::to_string(span.offset);
  return out;
}

std::string name_of(ConceptId id, const clinical::Vocabulary& vocabulary) { return id.is_valid() ? vocabulary[id].name : "?"; }

const char* word_of(Verification it) {
  switch (it) {
    case Verification::kConfirmed: return "confirmed";
    case Verification::kSuspected: return "suspected";
    case Verification::kRefuted: return "refuted";
  }
  return "";
}

std::string value_text(const Fact& fact, const clinical::Vocabulary& vocabulary) {
  const ObservedValue& it = fact.value;
  const std::string limits = (it.lln ? " lln " + it.lln->to_text() : "") + (it.uln ? " uln " + it.uln->to_text() : "");
  const std::string below = it.is_below_limit ? " below limit" : "";
  switch (it.type) {
    case ObservedValue::Type::kNone: return "";
    case ObservedValue::Type::kNumber: return " value " + to_text(it.amount) + below + limits;
    case ObservedValue::Type::kTitre: return " titre " + to_text(it.amount) + below + limits;
    case ObservedValue::Type::kAnswer: return " answer " + vocabulary[fact.concept_id].answers[it.choice] + limits;
    case ObservedValue::Type::kLevel: return " level " + vocabulary[fact.concept_id].levels[it.choice];
  }
  return "";
}

std::string attribute_text(const FactAttribute& it, const clinical::Vocabulary& vocabulary) {
  using enum clinical::AttributeType;
  const std::string head = " " + it.attribute->name + "=";
  switch (it.attribute->type) {
    case kNumber: return head + to_text(it.amount);
    case kQuantity: return head + to_text(it.amount) + (it.unit ? " " + it.unit->text : "");
    case kLevel:
    case kAnswer: return head + it.attribute->choices[it.choice];
    case kYesNo: return head + (it.is_yes ? "yes" : "no");
    case kConcept: return head + (it.concept_id.is_valid() ? vocabulary[it.concept_id].name : "\"" + std::string(it.text) + "\"");
    case kWord:
    case kDate:
    case kDuration: return head + std::string(it.text);
  }
  return "";
}

std::string patient_text(const PatientRecord& record) {
  static constexpr const char* kSexes[] = {"unknown", "female", "male", "other"};
  std::string out = "patient " + record.patient + " " + kSexes[static_cast<std::size_t>(record.sex)];
  if (record.has_birth_date) out += " born " + span_text(record.birth);
  if (record.birth_date_is_broken) out += " born ?";
  return out + " screened " + span_text(record.screening) + "\n";
}

std::string completeness_text(const PatientRecord& record) {
  std::string out;
  for (std::size_t k = 0; k < clinical::kKindCount; ++k) {
    const std::string list = clinical::list_name_of(static_cast<Kind>(k));
    if (record.declared_complete[k]) out += "complete " + list + (record.assumed_complete[k] ? " (assumed)\n" : "\n");
    if (record.lost_complete[k]) out += "incomplete " + list + "\n";
  }
  return out;
}

}  // namespace

std::string dump(const Fact& fact, const clinical::Vocabulary& vocabulary) {
  std::string out = to_text(Place{fact.place.list, fact.place.index, 0, {}}) + " " + name_of(fact.concept_id, vocabulary);
  if (fact.is_broken) out += " BROKEN";
  if (fact.verification != Verification::kConfirmed) out += std::string(" ") + word_of(fact.verification);
  if (fact.is_study_disease) out += " study-disease";
  out += " " + span_text(fact.start) + " to " + span_text(fact.end);
  if (!fact.is_dated) out += " undated";
  if (fact.has_end) out += " ended";
  if (fact.has_not_ended) out += " lasting";
  out += value_text(fact, vocabulary);
  for (const FactAttribute& it : fact.attributes) out += attribute_text(it, vocabulary);
  return out;
}

std::string dump(const PatientRecord& record, const clinical::Vocabulary& vocabulary) {
  std::string out = patient_text(record);
  for (const NamedDate& it : record.dates) out += "date " + it.name + " " + span_text(it.when) + "\n";
  for (const std::string& name : record.broken_dates) out += "date " + name + " ?\n";
  out += completeness_text(record);
  for (const ConceptId id : record.absent) out += "absent " + name_of(id, vocabulary) + "\n";
  for (const Fact& it : record.facts) out += dump(it, vocabulary) + "\n";
  for (const Answer& it : record.answers) {
    out += "answer " + it.name + (it.is_yes ? " yes" : " no") + (it.by.empty() ? "" : " by " + it.by);
    out += (it.on == TimeSpan() ? "" : " on " + span_text(it.on)) + "\n";
  }
  for (const Problem& it : record.problems) out += std::string("problem ") + diag::text_of(it.code) + " " + it.at + "\n";
  return out;
}

}  // namespace eligo::model
