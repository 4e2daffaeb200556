// The keys of a concept as one table: which kinds may have the key, and what reads it.
#include "clinical/vocabulary_read.h"

#include <algorithm>

#include "base/edit_distance.h"
#include "clinical/code_system.h"

namespace eligo::clinical {

namespace {

using diag::Code;
using value::Number;

enum class For : std::uint8_t { kEvery, kObservations, kTreatments, kAllergies, kNoObservations };

struct TypeName {
  const char* name;
  AttributeType type;
};
constexpr TypeName kTypeNames[] = {
    {"number", AttributeType::kNumber}, {"quantity", AttributeType::kQuantity}, {"word", AttributeType::kWord},
    {"yes_no", AttributeType::kYesNo},  {"concept", AttributeType::kConcept},   {"date", AttributeType::kDate},
    {"duration", AttributeType::kDuration},
};

bool is_yes_no(const std::vector<std::string>& answers) {
  const auto has = [&](const char* word) {
    return std::any_of(answers.begin(), answers.end(), [&](const std::string& answer) { return base::equal_folded(answer, word); });
  };
  return answers.size() == 2 && has("yes") && has("no");
}

class ConceptReader {
 public:
  ConceptReader(ConceptDraft& draft, const ModuleReport& report) : draft_(draft), it_(draft.it), values_(report), report_(report) {}

  void read(const RawValue& body);

 private:
  using Reading = void (ConceptReader::*)(std::string_view key, const RawValue& raw);
  struct Key {
    const char* name;
    For whom;
    Reading reading;
  };
  static const std::vector<Key>& keys();

  void read_kind(const RawValue& body);
  void read_key(const std::string& key, diag::Span key_span, const RawValue& raw);
  bool is_for_this_kind(For whom) const;
  void check_observation(const RawValue& body);
  void refuse_where_present(const RawValue& body, std::string_view key, const std::string& why);

  void nothing(std::string_view, const RawValue&) {}
  void title(std::string_view key, const RawValue& raw) { if (auto t = values_.text(key, raw)) it_.title = *t; }
  void obtain(std::string_view key, const RawValue& raw) { if (auto t = values_.text(key, raw)) it_.obtain = *t; }
  void aliases(std::string_view key, const RawValue& raw);
  void codes(std::string_view key, const RawValue& raw);
  void parents(std::string_view key, const RawValue& raw) { draft_.parents = values_.distinct_texts(key, raw); }
  void allergy_to(std::string_view key, const RawValue& raw) { draft_.allergy_to = values_.distinct_texts(key, raw); }
  void only(std::string_view key, const RawValue& raw);
  void acute(std::string_view key, const RawValue& raw) { draft_.acute = values_.yes_no(key, raw); }
  void chronic(std::string_view key, const RawValue& raw) { draft_.chronic = values_.yes_no(key, raw); }
  void attributes(std::string_view key, const RawValue& raw);
  std::optional<Attribute> attribute(const std::string& name, const RawValue& raw);
  void unit(std::string_view key, const RawValue& raw) { it_.unit = values_.unit(key, raw); }
  void molar_mass(std::string_view key, const RawValue& raw) { it_.conversions.molar_mass = values_.positive_number(key, raw); }
  void valence(std::string_view key, const RawValue& raw) { it_.conversions.valence = values_.positive_number(key, raw); }
  void convert(std::string_view key, const RawValue& raw);
  void plausible(std::string_view key, const RawValue& raw) { it_.plausible = values_.range(key, raw); }
  void limits(std::string_view key, const RawValue& raw);
  void answers(std::string_view key, const RawValue& raw) { it_.answers = choices(key, raw); }
  void levels(std::string_view key, const RawValue& raw) { it_.levels = choices(key, raw); }
  void lasting(std::string_view key, const RawValue& raw) { it_.is_lasting = values_.yes_no(key, raw).value_or(false); }
  void formula(std::string_view key, const RawValue& raw);
  void half_life(std::string_view, const RawValue& raw) { it_.own_half_life = values_.half_life(raw); }
  void steroid_equivalent(std::string_view key, const RawValue& raw) { it_.steroid_equivalent = values_.milligrams(key, raw); }
  std::vector<std::string> choices(std::string_view key, const RawValue& raw);

  ConceptDraft& draft_;
  Concept& it_;
  ValueReader values_;
  ModuleReport report_;
};

const std::vector<ConceptReader::Key>& ConceptReader::keys() {
  static const std::vector<Key> all = {
      {"kind", For::kEvery, &ConceptReader::nothing},
      {"title", For::kEvery, &ConceptReader::title},
      {"aliases", For::kEvery, &ConceptReader::aliases},
      {"is_a", For::kEvery, &ConceptReader::parents},
      {"codes", For::kEvery, &ConceptReader::codes},
      {"obtain", For::kEvery, &ConceptReader::obtain},
      {"source", For::kEvery, &ConceptReader::nothing},
      {"only", For::kEvery, &ConceptReader::only},
      {"attributes", For::kEvery, &ConceptReader::attributes},
      {"acute", For::kNoObservations, &ConceptReader::acute},
      {"chronic", For::kNoObservations, &ConceptReader::chronic},
      {"unit", For::kObservations, &ConceptReader::unit},
      {"molar_mass", For::kObservations, &ConceptReader::molar_mass},
      {"valence", For::kObservations, &ConceptReader::valence},
      {"convert", For::kObservations, &ConceptReader::convert},
      {"plausible", For::kObservations, &ConceptReader::plausible},
      {"limits", For::kObservations, &ConceptReader::limits},
      {"answers", For::kObservations, &ConceptReader::answers},
      {"levels", For::kObservations, &ConceptReader::levels},
      {"lasting", For::kObservations, &ConceptReader::lasting},
      {"formula", For::kObservations, &ConceptReader::formula},
      {"half_life", For::kTreatments, &ConceptReader::half_life},
      {"steroid_equivalent", For::kTreatments, &ConceptReader::steroid_equivalent},
      {"to", For::kAllergies, &ConceptReader::allergy_to},
  };
  return all;
}

bool ConceptReader::is_for_this_kind(For whom) const {
  switch (whom) {
    case For::kEvery: return true;
    case For::kObservations: return it_.kind == Kind::kObservation;
    case For::kTreatments: return it_.kind == Kind::kTreatment;
    case For::kAllergies: return it_.kind == Kind::kAllergy;
    case For::kNoObservations: return it_.kind != Kind::kObservation;
  }
  return false;
}

void ConceptReader::read(const RawValue& body) {
  if (body.shape != RawValue::Shape::kMap) {
    draft_.is_broken = true;
    report_.error(Code::E0706, body.span, "`" + it_.name + "` has no keys", "expected at least `{kind: …}`");
    return;
  }
  read_kind(body);
  for (std::size_t i = 0; i < body.items.size(); ++i) {
    const auto& [key, span] = body.keys[i];
    const auto earlier = body.keys.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::any_of(body.keys.begin(), earlier, [&, name = key](const auto& other) { return other.first == name; })) {
      report_.error(Code::E0702, span, "the key `" + key + "` is given twice");
    } else {
      read_key(key, span, body.items[i]);
    }
  }
  if (it_.kind == Kind::kObservation && !draft_.is_broken) check_observation(body);
}

void ConceptReader::read_kind(const RawValue& body) {
  draft_.is_broken = true;
  for (std::size_t i = 0; i < body.items.size(); ++i) {
    if (body.keys[i].first != "kind") continue;
    const std::optional<std::string> written = values_.text("kind", body.items[i]);
    const std::optional<Kind> kind = written ? kind_from_name(*written) : std::nullopt;
    if (kind) {
      it_.kind = *kind;
      draft_.is_broken = false;
    } else if (written) {
      std::vector<std::string> all;
      for (std::size_t k = 0; k < kKindCount; ++k) all.emplace_back(name_of(static_cast<Kind>(k)));
      const std::optional<std::string> near = base::nearest(*written, all);
      report_.error(Code::E0706, body.items[i].span, "`" + *written + "` is no kind of concept",
                    near ? "did you mean `" + *near + "`?"
                         : "kinds are condition, treatment, procedure, observation, toxicity, allergy, vaccine, event");
    }
    return;
  }
  report_.error(Code::E0706, it_.span, "`" + it_.name + "` has no kind", "expected `kind: condition`, or another kind");
}

void ConceptReader::read_key(const std::string& key, diag::Span key_span, const RawValue& raw) {
  const auto found = std::find_if(keys().begin(), keys().end(), [&](const Key& k) { return key == k.name; });
  if (found == keys().end()) {
    std::vector<std::string> all;
    for (const Key& k : keys()) all.emplace_back(k.name);
    const std::optional<std::string> near = base::nearest(key, all);
    report_.error(Code::E0702, key_span, "concepts have no key `" + key + "`", near ? "did you mean `" + *near + "`?" : "");
  } else if (draft_.is_broken || is_for_this_kind(found->whom)) {
    (this->*found->reading)(key, raw);
  } else if (key == "half_life") {
    report_.error(Code::E0708, key_span, "`" + it_.name + "` is no treatment and has no half-life");
  } else {
    report_.error(Code::E0702, key_span, "`" + key + "` is no key of a concept of kind " + name_of(it_.kind));
  }
}

void ConceptReader::aliases(std::string_view key, const RawValue& raw) {
  for (PlacedText& alias : values_.distinct_texts(key, raw)) {
    if (values_.is_name("the alias", alias.text, alias.span)) draft_.aliases.push_back(std::move(alias));
  }
}

void ConceptReader::codes(std::string_view key, const RawValue& raw) {
  if (raw.shape != RawValue::Shape::kMap) {
    report_.error(Code::E0706, raw.span, "`" + std::string(key) + "` wants its system", "expected codes by system: `{loinc: [1742-6]}`");
    return;
  }
  for (std::size_t i = 0; i < raw.items.size(); ++i) {
    const CodeSystem system = code_system(raw.keys[i].first);
    for (const PlacedText& code : values_.distinct_texts(raw.keys[i].first, raw.items[i])) {
      const std::string canonical = canonical_code(system, code.text);
      if (canonical.empty()) {
        report_.error(Code::E0706, code.span, "`" + code.text + "` is no code");
        continue;
      }
      draft_.codes.push_back({system.name + "|" + canonical, code.span});
      it_.codes.push_back(system.name + "|" + code.text);
    }
  }
}

void ConceptReader::only(std::string_view key, const RawValue& raw) {
  const std::optional<std::string> sex = values_.text(key, raw);
  if (!sex) return;
  it_.only_female = base::equal_folded(*sex, "female");
  it_.only_male = base::equal_folded(*sex, "male");
  if (!it_.only_female && !it_.only_male) {
    report_.error(Code::E0706, raw.span, "`only` cannot be `" + *sex + "`", "expected `female` or `male`");
  }
}

std::vector<std::string> ConceptReader::choices(std::string_view key, const RawValue& raw) {
  std::vector<std::string> out;
  for (PlacedText& choice : values_.distinct_texts(key, raw)) out.push_back(std::move(choice.text));
  if (raw.shape == RawValue::Shape::kList && raw.items.empty()) {
    report_.error(Code::E0706, raw.span, "`" + std::string(key) + "` cannot be an empty list");
  }
  return out;
}

void ConceptReader::attributes(std::string_view, const RawValue& raw) {
  if (raw.shape != RawValue::Shape::kMap) {
    report_.error(Code::E0706, raw.span, "`attributes` wants names", "expected `{control: {answers: [controlled, uncontrolled]}}`");
    return;
  }
  for (std::size_t i = 0; i < raw.items.size(); ++i) {
    const auto& [name, span] = raw.keys[i];
    const auto same = [&, n = name](const Attribute& a) { return base::equal_folded(a.name, n); };
    if (std::any_of(it_.attributes.begin(), it_.attributes.end(), same)) {
      report_.error(Code::E0703, span, "the attribute `" + name + "` is given twice");
    } else if (values_.is_name("the attribute", name, span)) {
      if (std::optional<Attribute> read = attribute(name, raw.items[i])) it_.attributes.push_back(std::move(*read));
    }
  }
}

// What an attribute's values are, by the one key that says so. None where that was reported.
std::optional<Attribute> ConceptReader::attribute(const std::string& name, const RawValue& raw) {
  const bool has_one = raw.shape == RawValue::Shape::kMap && raw.items.size() == 1;
  const std::string key = has_one ? raw.keys[0].first : std::string();
  Attribute out{name, AttributeType::kWord, {}, std::nullopt};
  if (key == "answers" || key == "levels") {
    out.choices = choices(key, raw.items[0]);
    out.type = key == "levels" ? AttributeType::kLevel : is_yes_no(out.choices) ? AttributeType::kYesNo : AttributeType::kAnswer;
  } else if (key == "unit") {
    out.unit = values_.unit(key, raw.items[0]);
    out.type = AttributeType::kQuantity;
  } else if (key == "type") {
    const auto* found = std::find_if(std::begin(kTypeNames), std::end(kTypeNames), [&](const TypeName& t) { return raw.items[0].text == t.name; });
    if (found == std::end(kTypeNames)) {
      report_.error(Code::E0706, raw.items[0].span, "`" + raw.items[0].text + "` is no type of attribute",
                    "types are number, quantity, word, yes_no, concept, date, duration");
      return std::nullopt;
    }
    out.type = found->type;
    if (out.type == AttributeType::kYesNo) out.choices = {"yes", "no"};
  } else {
    report_.error(Code::E0706, raw.span, "the attribute `" + name + "` does not say what its values are",
                  "expected one of `answers`, `levels`, `unit`, `type`");
    return std::nullopt;
  }
  return out;
}

void ConceptReader::convert(std::string_view key, const RawValue& raw) {
  if (raw.shape != RawValue::Shape::kMap) {
    report_.error(Code::E0706, raw.span, "`convert` wants units", "expected `{mmol/mol: [0.0915, 2.15]}`: a factor and what is added");
    return;
  }
  for (std::size_t i = 0; i < raw.items.size(); ++i) {
    RawValue written;
    written.text = raw.keys[i].first;
    written.span = raw.keys[i].second;
    const std::optional<Unit> from = values_.unit(key, written);
    const RawValue& numbers = raw.items[i];
    if (numbers.shape != RawValue::Shape::kList || numbers.items.empty() || numbers.items.size() > 2) {
      report_.error(Code::E0706, numbers.span, "a conversion is a list of one or two numbers", "expected `[factor, offset]`");
      continue;
    }
    const std::optional<Number> factor = values_.positive_number(key, numbers.items[0]);
    const std::optional<Number> offset = numbers.items.size() == 2 ? values_.number(key, numbers.items[1]) : Number(0);
    if (from && factor && offset) it_.conversions.special.push_back({*from, *factor, *offset});
  }
}

void ConceptReader::limits(std::string_view key, const RawValue& raw) {
  if (raw.shape != RawValue::Shape::kMap) {
    report_.error(Code::E0706, raw.span, "`limits` wants `lower`, `upper` or both", "expected `{lower: 12, upper: 16}`");
    return;
  }
  for (std::size_t i = 0; i < raw.items.size(); ++i) {
    const auto& [name, span] = raw.keys[i];
    if (name == "lower") {
      it_.default_lln = values_.number(key, raw.items[i]);
    } else if (name == "upper") {
      it_.default_uln = values_.number(key, raw.items[i]);
    } else {
      report_.error(Code::E0702, span, "limits have no key `" + name + "`", "expected `lower` or `upper`");
    }
  }
  if (it_.default_lln && it_.default_uln && *it_.default_lln > *it_.default_uln) {
    report_.error(Code::E0706, raw.span, "`limits` cannot be reversed");
  }
}

void ConceptReader::formula(std::string_view key, const RawValue& raw) {
  const std::optional<std::string> name = values_.text(key, raw);
  if (!name) return;
  it_.formula = *name;
  draft_.formula = raw.span;
}

void ConceptReader::refuse_where_present(const RawValue& body, std::string_view key, const std::string& why) {
  for (const auto& [name, span] : body.keys) {
    if (name == key) report_.error(Code::E0706, span, "`" + name + "` does not fit `" + it_.name + "`, which " + why);
  }
}

void ConceptReader::check_observation(const RawValue& body) {
  if (!it_.levels.empty()) {
    refuse_where_present(body, "unit", "has levels");
    refuse_where_present(body, "answers", "has levels");
  }
  const bool has_unit = std::any_of(body.keys.begin(), body.keys.end(), [](const auto& key) { return key.first == "unit"; });
  if (has_unit && !it_.unit) return;  // reported where it was read
  if (!it_.is_quantity()) {
    for (const char* key : {"plausible", "limits", "molar_mass", "valence", "convert", "formula"}) {
      refuse_where_present(body, key, "has no numbers");
    }
    return;
  }
  for (const std::string& answer : it_.answers) {
    if (base::equal_folded(answer, "negative") || base::equal_folded(answer, "positive")) continue;
    refuse_where_present(body, "answers", "has numbers: its answers are negative and positive");
    return;
  }
  if (!it_.unit) {
    for (const char* key : {"molar_mass", "valence", "convert"}) refuse_where_present(body, key, "has no unit");
  }
}

}  // namespace

ConceptDraft read_concept(const std::string& name, diag::Span name_span, const RawValue& body, const ModuleReport& report) {
  ConceptDraft draft;
  draft.it.name = draft.it.title = name;
  draft.it.source = report.source;
  draft.it.span = name_span;
  ConceptReader(draft, report).read(body);
  return draft;
}

}  // namespace eligo::clinical
