// Searching without regard to case; texts of each property in the words of rules/README.md.
#include "clinical/vocabulary_table.h"

#include <algorithm>

#include "clinical/formula.h"

namespace eligo::clinical {

namespace {

bool holds(std::string_view text, std::string_view folded_word) { return base::folded(text).find(folded_word) != std::string::npos; }

// "2160-0" and "loinc|2160-0" both begin the code `loinc|2160-0`.
bool begins_code(std::string_view code, std::string_view folded_word) {
  const std::string folded = base::folded(code);
  return folded.starts_with(folded_word) || std::string_view(folded).substr(folded.find('|') + 1).starts_with(folded_word);
}

bool is_found(const Concept& entry, const std::string& word) {
  const auto in = [&](const std::string& text) { return holds(text, word); };
  return in(entry.name) || in(entry.title) || std::any_of(entry.aliases.begin(), entry.aliases.end(), in) ||
         std::any_of(entry.codes.begin(), entry.codes.end(), [&](const std::string& code) { return begins_code(code, word); });
}

std::string range_text(const value::Interval& range, const std::string& unit) { return value::to_text(range) + (unit.empty() ? "" : " " + unit); }

std::string hours_text(const HalfLife& hours) {
  const bool in_days = !hours.low.is_missing && hours.low.at >= value::Number(48);
  if (!in_days) return range_text(hours, "h");
  return range_text(Conversion{value::Number(1) / value::Number(24), 0}.apply(hours), "d");
}

class Description {
 public:
  Description(const Vocabulary& vocabulary, ConceptId id) : vocabulary_(vocabulary), id_(id), it_(vocabulary[id]) {}

  std::vector<Property> all(const std::vector<ModuleSource>& modules) {
    add("kind", name_of(it_.kind));
    add("title", it_.title);
    if (it_.source) add("module", it_.module + " (" + it_.source->name() + ":" + std::to_string(it_.source->position(it_.span.begin).line) + ")");
    add("other names", it_.aliases);
    add_hierarchy();
    if (it_.kind == Kind::kObservation) add_observation();
    else add_fact();
    add_attributes();
    add("codes", it_.codes);
    add("obtained by", it_.obtain);
    add_source(modules);
    return std::move(properties_);
  }

 private:
  void add(std::string label, std::vector<std::string> texts) {
    if (!texts.empty()) properties_.push_back({std::move(label), std::move(texts)});
  }
  void add(std::string label, std::string text) {
    if (!text.empty()) properties_.push_back({std::move(label), {std::move(text)}});
  }

  void add_hierarchy() {
    std::vector<std::string> above, below;
    for (const ConceptId parent : it_.parents) {
      if (!vocabulary_[parent].is_root) above.push_back(vocabulary_[parent].name);
    }
    for (const ConceptId other : it_.descendants) {
      const std::vector<ConceptId>& parents = vocabulary_[other].parents;
      if (std::find(parents.begin(), parents.end(), id_) != parents.end()) below.push_back(vocabulary_[other].name);
    }
    std::sort(below.begin(), below.end());
    add("above", above);
    add("directly below", below);
  }

  void add_observation() {
    const std::string unit = it_.unit ? it_.unit->text : "";
    add("unit", unit);
    if (it_.conversions.molar_mass) add("molar mass", it_.conversions.molar_mass->to_text() + " g/mol");
    if (it_.conversions.valence) add("valence", it_.conversions.valence->to_text());
    if (it_.plausible) add("plausible", range_text(*it_.plausible, unit));
    if (it_.default_lln) add("lower limit", range_text(value::Interval::point(*it_.default_lln), unit));
    if (it_.default_uln) add("upper limit", range_text(value::Interval::point(*it_.default_uln), unit));
    add("answers", it_.answers);
    add("levels", it_.levels);
    if (it_.is_lasting) add("result", std::string("never expires"));
    if (const Formula* formula = it_.formula.empty() ? nullptr : find_formula(it_.formula)) {
      add("formula", std::string(formula->words));
      add("formula from", std::string(formula->source));
    }
  }

  void add_fact() {
    if (it_.is_acute) add("course", std::string("acute: over after its onset day where no end is given"));
    if (it_.is_chronic) add("course", std::string("chronic: not over where no end is given"));
    if (it_.only_female || it_.only_male) add("only", std::string(it_.only_female ? "female" : "male"));
    if (const auto half_life = vocabulary_.half_life(id_)) add("half-life", hours_text(*half_life) + (it_.own_half_life ? "" : ", from a concept above"));
    if (it_.steroid_equivalent) add("like 5 mg of prednisone", it_.steroid_equivalent->to_text() + " mg");
    std::vector<std::string> substances;
    for (const ConceptId substance : it_.allergy_to) substances.push_back(vocabulary_[substance].name);
    add("allergy to", substances);
  }

  void add_attributes() {
    std::vector<std::string> texts;
    for (const Attribute& attribute : it_.attributes) {
      std::string choices;
      for (const std::string& choice : attribute.choices) choices += (choices.empty() ? " (" : ", ") + choice;
      texts.push_back(attribute.name + (choices.empty() ? "" : choices + ")"));
    }
    add("attributes", texts);
  }

  void add_source(const std::vector<ModuleSource>& modules) {
    for (const ModuleSource& module : modules) {
      const RawValue* const concepts = value_of(module.root, "concepts");
      const RawValue* const body = concepts == nullptr ? nullptr : value_of(*concepts, it_.name);
      const RawValue* const source = body == nullptr ? nullptr : value_of(*body, "source");
      if (source != nullptr) add("source", source->text);
    }
  }

  const Vocabulary& vocabulary_;
  ConceptId id_;
  const Concept& it_;
  std::vector<Property> properties_;
};

}  // namespace

std::vector<ConceptId> find_concepts(const Vocabulary& vocabulary, const ConceptSearch& search) {
  std::vector<ConceptId> found;
  const std::string word = base::folded(search.word);
  for (std::uint32_t i = 0; i < vocabulary.size(); ++i) {
    const Concept& entry = vocabulary[ConceptId(i)];
    if (entry.is_root || (search.kind && entry.kind != *search.kind)) continue;
    if (!search.module.empty() && !base::equal_folded(entry.module, search.module)) continue;
    if (word.empty() || is_found(entry, word)) found.push_back(ConceptId(i));
  }
  std::sort(found.begin(), found.end(), [&](ConceptId a, ConceptId b) { return base::folded(vocabulary[a].name) < base::folded(vocabulary[b].name); });
  return found;
}

std::vector<Property> properties(const Vocabulary& vocabulary, ConceptId id, const std::vector<ModuleSource>& modules) {
  return Description(vocabulary, id).all(modules);
}

}  // namespace eligo::clinical
