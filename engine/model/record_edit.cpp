// The key says what kind of edit it is; the value is tried on an empty record, so that it is judged as any record's.
#include "model/record_edit.h"

#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "base/edit_distance.h"
#include "model/record_builder.h"
#include "model/suggestion.h"
#include "value/date.h"

namespace eligo::model {

namespace {

using Form = RecordEdit::Form;
using Read = base::Expected<RecordEdit, EditTrouble>;

constexpr std::string_view kForm = "write it as ALT=80U/L, ALT=80U/L@2026-11-18, dates.consent=2026-11-20, diabetes=no, I10=yes, sex=female";

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& one) { return base::equal_folded(one, name); });
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates, std::string otherwise) {
  const auto near = base::nearest(name, candidates);
  return near ? "did you mean `" + *near + "`?" : std::move(otherwise);
}

// "80U/L", "80 U/L", "<20 IU/mL": a number with its unit; a word has none.
void split_unit(RecordEdit& edit) {
  const std::size_t end = edit.value.find_first_not_of("<>=.:-0123456789");
  if (end == 0 || end == std::string::npos) return;
  edit.unit = base::trimmed(std::string_view(edit.value).substr(end));
  edit.value.resize(end);
}

EditTrouble unknown_key(std::string_view key, const clinical::Vocabulary& vocabulary, const EditNames& names) {
  std::vector<std::string> known = {"birth_date", "sex"};
  for (const std::string& moment : names.moments) known.push_back("dates." + moment);
  known.insert(known.end(), names.questions.begin(), names.questions.end());
  for (std::string& name : vocabulary.names()) known.push_back(std::move(name));
  if (has(names.moments, key)) return {"`" + std::string(key) + "` is a moment of the protocol", "write `dates." + std::string(key) + "=…`"};
  return {"unknown concept, question or date " + quoted(key), did_you_mean(key, known, std::string(kForm))};
}

std::optional<EditTrouble> settle_fact(RecordEdit& edit, const clinical::Vocabulary& vocabulary) {
  edit.name = vocabulary[edit.concept_id].name;
  if (vocabulary[edit.concept_id].kind == Kind::kObservation) {
    edit.form = Form::kResult;
    split_unit(edit);
    return std::nullopt;
  }
  const bool is_yes = base::equal_folded(edit.value, "yes");
  if (!is_yes && !base::equal_folded(edit.value, "no")) return EditTrouble{"`" + edit.name + "` is no result: it is there or not", "write `" + edit.name + "=yes` or `" + edit.name + "=no`"};
  edit.form = is_yes ? Form::kPresent : Form::kAbsent;
  return std::nullopt;
}

std::optional<EditTrouble> settle_key(RecordEdit& edit, std::string_view key, const clinical::Vocabulary& vocabulary, const EditNames& names) {
  constexpr std::string_view kDates = "dates.";
  edit.name = key;
  if (base::equal_folded(key, "birth_date") || base::equal_folded(key, "sex")) return std::nullopt;
  if (key.substr(0, kDates.size()) == kDates) {
    edit.form = Form::kMoment;
    edit.name = key.substr(kDates.size());
    if (base::equal_folded(edit.name, "screening")) return EditTrouble{"the day of screening is no part of the record", "use --on " + edit.value};
    if (!has(names.moments, edit.name)) return EditTrouble{"the rules have no moment " + quoted(edit.name), did_you_mean(edit.name, names.moments, "moments: " + (names.moments.empty() ? "none" : listed(names.moments)))};
    return std::nullopt;
  }
  if (has(names.questions, key)) {
    edit.form = Form::kAnswer;
    return std::nullopt;
  }
  edit.concept_id = vocabulary.find(key);
  if (!edit.concept_id.is_valid()) return unknown_key(key, vocabulary, names);
  return settle_fact(edit, vocabulary);
}

// What any record would be told of such a value.
std::optional<EditTrouble> trouble_with_value(const RecordEdit& edit, const clinical::Vocabulary& vocabulary) {
  ReadOptions options;
  options.on = value::TimeSpan::on(value::day_from_civil({9000, 1, 1}));   // later than any date that may be supposed
  options.edits = {edit};
  RecordBuilder builder(vocabulary, std::move(options));
  builder.set("patient", "supposed", 0);
  const PatientRecord record = builder.finish();
  if (record.problems.empty()) return std::nullopt;
  const clinical::Concept* entry = edit.form == Form::kResult ? &vocabulary[edit.concept_id] : nullptr;
  return EditTrouble{record.problems.front().text, entry != nullptr && entry->unit ? "`" + entry->name + "` is measured in " + entry->unit->text : std::string(kForm)};
}

}  // namespace

Read read_edit(std::string_view text, const clinical::Vocabulary& vocabulary, const EditNames& names) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) return base::Unexpected{EditTrouble{quoted(text) + " is not KEY=VALUE", std::string(kForm)}};
  RecordEdit edit;
  edit.text = text;
  std::string_view value = text.substr(equals + 1);
  if (const std::size_t at = value.rfind('@'); at != std::string_view::npos) {
    edit.on = base::trimmed(value.substr(at + 1));
    value = value.substr(0, at);
    const auto day = value::parse_date(edit.on);
    if (!day || !day->is_day()) return base::Unexpected{EditTrouble{quoted(edit.on) + " is no day", "write it as 2026-11-18"}};
  }
  edit.value = base::trimmed(value);
  if (edit.value.empty()) return base::Unexpected{EditTrouble{quoted(text) + " has no value", std::string(kForm)}};
  if (auto trouble = settle_key(edit, base::trimmed(text.substr(0, equals)), vocabulary, names)) return base::Unexpected{std::move(*trouble)};
  if (auto trouble = trouble_with_value(edit, vocabulary)) return base::Unexpected{std::move(*trouble)};
  return edit;
}

}  // namespace eligo::model
