// Joins the modules into one vocabulary: names and codes are taken once, parents found, circles refused, what is
// inherited handed down, half-lives and formulas settled. In: module sources. Out: Vocabulary, mistakes in the sink.
#include <algorithm>
#include <utility>

#include "base/edit_distance.h"
#include "base/sha256.h"
#include "clinical/formula.h"
#include "clinical/vocabulary_read.h"

namespace eligo::clinical {

using diag::Code;

class VocabularyBuilder {
 public:
  VocabularyBuilder(const std::vector<ModuleSource>& modules, diag::Sink& sink) : modules_(modules), sink_(sink) {}
  Vocabulary build();

 private:
  void add_roots();
  void read_module(const ModuleSource& module);
  std::string read_header(const ModuleSource& module);
  void check_uses();
  void read_concepts(const RawValue& concepts, const std::string& module, const ModuleReport& report);
  bool take_name(const PlacedText& name, ConceptId id, const ModuleReport& report);
  void add_concept(ConceptDraft draft, const ModuleReport& report);

  void find_parents(ConceptId id);
  void find_allergens(ConceptId id);
  std::vector<ConceptId> parents_first();
  void report_circles(const std::vector<bool>& placed);
  void inherit(ConceptId id);
  void list_descendants();
  void settle_half_life(ConceptId id);
  void check_formula(ConceptId id);
  void check_formula_input(const Concept& it, const FormulaInput& input, const ModuleReport& report, diag::Span span);
  void digest();

  ConceptDraft& draft(ConceptId id) { return drafts_[id.index()]; }
  ModuleReport report_of(const Concept& it) { return {it.source, sink_}; }
  std::string suggestion(const std::string& wanted) const;
  template <class Action>
  void for_each(Action action) {
    for (std::uint32_t i = 0; i < out_.concepts_.size(); ++i) action(ConceptId(i));
  }

  const std::vector<ModuleSource>& modules_;
  diag::Sink& sink_;
  Vocabulary out_;
  std::vector<ConceptDraft> drafts_;  // beside out_.concepts_; what is still by name
  struct ModuleUse {
    const ModuleSource* module;
    PlacedText name;
  };
  std::vector<ModuleUse> uses_;
  std::vector<std::pair<std::string, std::string_view>> texts_;  // of the modules, beside their folded names
};

namespace {

std::string place_of(const Concept& it) {
  if (!it.source) return "it stands for all facts of its kind";
  return "it is first given in " + it.source->name() + ", line " + std::to_string(it.source->position(it.span.begin).line);
}

}  // namespace

Vocabulary VocabularyBuilder::build() {
  add_roots();
  for (const ModuleSource& module : modules_) read_module(module);
  check_uses();
  for_each([&](ConceptId id) { find_parents(id); });
  for_each([&](ConceptId id) { find_allergens(id); });
  out_.ancestor_bits_.assign(out_.concepts_.size(), std::vector<std::uint64_t>(out_.concepts_.size() / 64 + 1, 0));
  for (ConceptId id : parents_first()) inherit(id);
  list_descendants();
  out_.half_lives_.resize(out_.concepts_.size());
  for_each([&](ConceptId id) { settle_half_life(id); });
  for_each([&](ConceptId id) { check_formula(id); });
  digest();
  return std::move(out_);
}

void VocabularyBuilder::add_roots() {
  for (std::size_t i = 0; i < kKindCount; ++i) {
    ConceptDraft root;
    root.it.kind = static_cast<Kind>(i);
    root.it.name = root.it.title = name_of(root.it.kind);
    root.it.is_root = true;
    const ConceptId id = out_.concepts_.add(root.it);
    drafts_.push_back(std::move(root));
    out_.by_name_.emplace(out_.concepts_[id].name, id);
    out_.roots_.push_back(id);
  }
}

void VocabularyBuilder::read_module(const ModuleSource& module) {
  const ModuleReport report{module.source, sink_};
  if (module.root.shape != RawValue::Shape::kMap) {
    report.error(Code::E0701, module.root.span, "the file is no vocabulary module", "expected `module: name` and `concepts:`");
    return;
  }
  const std::string name = read_header(module);
  texts_.emplace_back(base::folded(name), module.source->text());
  for (std::size_t i = 0; i < module.root.items.size(); ++i) {
    if (module.root.keys[i].first == "concepts") read_concepts(module.root.items[i], name, report);
  }
}

std::string VocabularyBuilder::read_header(const ModuleSource& module) {
  const ModuleReport report{module.source, sink_};
  const ValueReader values(report);
  std::string name;
  for (std::size_t i = 0; i < module.root.items.size(); ++i) {
    const auto& [key, span] = module.root.keys[i];
    const RawValue& raw = module.root.items[i];
    if (key == "module") {
      name = values.text(key, raw).value_or("");
      if (name.empty() || !values.is_name("the module", name, raw.span)) continue;
      const auto same = [&](const std::string& other) { return base::equal_folded(other, name); };
      if (std::any_of(out_.modules_.begin(), out_.modules_.end(), same)) {
        report.error(Code::E0703, raw.span, "the module `" + name + "` is given twice");
      }
      out_.modules_.push_back(name);
    } else if (key == "uses") {
      for (PlacedText& used : values.distinct_texts(key, raw)) uses_.push_back({&module, std::move(used)});
    } else if (key == "title" || key == "source") {
      values.text(key, raw);
    } else if (key != "concepts") {
      const std::optional<std::string> near = base::nearest(key, {"module", "title", "source", "uses", "concepts"});
      report.error(Code::E0702, span, "modules have no key `" + key + "`", near ? "did you mean `" + *near + "`?" : "");
    }
  }
  if (name.empty()) report.error(Code::E0706, module.root.span, "the module has no name", "expected `module: name`");
  return name;
}

void VocabularyBuilder::check_uses() {
  for (const ModuleUse& use : uses_) {
    const auto same = [&](const std::string& other) { return base::equal_folded(other, use.name.text); };
    if (std::any_of(out_.modules_.begin(), out_.modules_.end(), same)) continue;
    ModuleReport{use.module->source, sink_}.error(Code::E0202, use.name.span, "the module `" + use.name.text + "` is not there");
  }
}

void VocabularyBuilder::read_concepts(const RawValue& concepts, const std::string& module, const ModuleReport& report) {
  if (concepts.shape != RawValue::Shape::kMap) {
    report.error(Code::E0706, concepts.span, "`concepts` wants names", "expected `ALT: {kind: observation, …}`");
    return;
  }
  const ValueReader values(report);
  for (std::size_t i = 0; i < concepts.items.size(); ++i) {
    const auto& [name, span] = concepts.keys[i];
    if (!values.is_name("the concept", name, span)) continue;
    ConceptDraft read = read_concept(name, span, concepts.items[i], report);
    read.it.module = module;
    add_concept(std::move(read), report);
  }
}

bool VocabularyBuilder::take_name(const PlacedText& name, ConceptId id, const ModuleReport& report) {
  const auto [found, is_new] = out_.by_name_.emplace(name.text, id);
  if (is_new) return true;
  const Concept& holder = out_.concepts_[found->second];
  const bool by_alias = !base::equal_folded(holder.name, name.text);
  report.error(Code::E0703, name.span, "`" + name.text + "` is already the name of a concept",
               (by_alias ? "it is an alias of `" + holder.name + "`; " : std::string()) + place_of(holder));
  return false;
}

void VocabularyBuilder::add_concept(ConceptDraft read, const ModuleReport& report) {
  const ConceptId id(static_cast<std::uint32_t>(out_.concepts_.size()));
  out_.concepts_.add(std::move(read.it));
  drafts_.push_back(std::move(read));
  Concept& it = out_.concepts_[id];
  if (!take_name({it.name, it.span}, id, report)) draft(id).is_broken = true;
  for (const PlacedText& alias : draft(id).aliases) {
    if (take_name(alias, id, report)) it.aliases.push_back(alias.text);
  }
  for (const PlacedText& code : draft(id).codes) {
    const auto [found, is_new] = out_.by_code_.emplace(code.text, id);
    if (is_new) continue;
    const Concept& holder = out_.concepts_[found->second];
    report.error(Code::E0703, code.span, "the code stands for two concepts, `" + holder.name + "` and `" + it.name + "`", place_of(holder));
  }
}

std::string VocabularyBuilder::suggestion(const std::string& wanted) const {
  const std::optional<std::string> near = base::nearest(wanted, out_.names());
  return near ? "did you mean `" + *near + "`?" : "";
}

void VocabularyBuilder::find_parents(ConceptId id) {
  Concept& it = out_.concepts_[id];
  if (it.is_root) return;
  for (const PlacedText& name : draft(id).parents) {
    const ConceptId parent = out_.find(name.text);
    if (!parent) {
      report_of(it).error(Code::E0704, name.span, "the parent `" + name.text + "` is not known", suggestion(name.text));
    } else if (draft(id).is_broken || draft(parent).is_broken) {
      continue;
    } else if (out_.concepts_[parent].kind != it.kind) {
      report_of(it).error(Code::E0704, name.span, "the parent `" + name.text + "` is of another kind than `" + it.name + "`",
                          std::string("it is of kind ") + name_of(out_.concepts_[parent].kind) + ", not " + name_of(it.kind));
    } else if (std::find(it.parents.begin(), it.parents.end(), parent) == it.parents.end()) {
      it.parents.push_back(parent);
    }
  }
  if (it.parents.empty()) it.parents.push_back(out_.root(it.kind));
}

void VocabularyBuilder::find_allergens(ConceptId id) {
  Concept& it = out_.concepts_[id];
  for (const PlacedText& name : draft(id).allergy_to) {
    if (const ConceptId substance = out_.find(name.text)) {
      it.allergy_to.push_back(substance);
    } else {
      report_of(it).error(Code::E0704, name.span, "`" + name.text + "` is not known", suggestion(name.text));
    }
  }
}

// All concepts, each after its parents. Those in or below a circle are reported and put under their root.
std::vector<ConceptId> VocabularyBuilder::parents_first() {
  std::vector<std::size_t> waiting(out_.concepts_.size());
  std::vector<std::vector<ConceptId>> children(out_.concepts_.size());
  std::vector<bool> placed(out_.concepts_.size(), false);
  std::vector<ConceptId> order;
  const auto place = [&](ConceptId id) {
    placed[id.index()] = true;
    order.push_back(id);
  };
  for_each([&](ConceptId id) {
    waiting[id.index()] = out_.concepts_[id].parents.size();
    for (ConceptId parent : out_.concepts_[id].parents) children[parent.index()].push_back(id);
    if (waiting[id.index()] == 0) place(id);
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (ConceptId child : children[order[i].index()]) {
      if (--waiting[child.index()] == 0) place(child);
    }
  }
  report_circles(placed);
  for_each([&](ConceptId id) {
    if (placed[id.index()]) return;
    out_.concepts_[id].parents = {out_.root(out_.concepts_[id].kind)};
    order.push_back(id);
  });
  return order;
}

// From each concept that has no place, upward until one comes again: that is a circle, reported once.
void VocabularyBuilder::report_circles(const std::vector<bool>& placed) {
  std::vector<bool> seen = placed;
  for_each([&](ConceptId start) {
    std::vector<ConceptId> walk;
    ConceptId at = start;
    while (!seen[at.index()]) {
      seen[at.index()] = true;
      walk.push_back(at);
      const std::vector<ConceptId>& up = out_.concepts_[at].parents;
      at = *std::find_if(up.begin(), up.end(), [&](ConceptId parent) { return !placed[parent.index()]; });
    }
    const auto first = std::find(walk.begin(), walk.end(), at);
    if (first == walk.end()) return;
    std::string names;
    for (auto it = first; it != walk.end(); ++it) names += "`" + out_.concepts_[*it].name + "` under ";
    const Concept& it = out_.concepts_[at];
    report_of(it).error(Code::E0705, it.span, "`" + it.name + "` lies under itself", names + "`" + it.name + "`");
  });
}

void VocabularyBuilder::inherit(ConceptId id) {
  Concept& it = out_.concepts_[id];
  const ConceptDraft& said = draft(id);
  std::vector<std::uint64_t>& bits = out_.ancestor_bits_[id.index()];
  bits[id.index() / 64] |= std::uint64_t{1} << (id.index() % 64);
  for (ConceptId parent : it.parents) {
    const Concept& above = out_.concepts_[parent];
    const std::vector<std::uint64_t>& above_bits = out_.ancestor_bits_[parent.index()];
    for (std::size_t i = 0; i < bits.size(); ++i) bits[i] |= above_bits[i];
    it.only_female = it.only_female || above.only_female;
    it.only_male = it.only_male || above.only_male;
    it.is_acute = it.is_acute || above.is_acute;
    it.is_chronic = it.is_chronic || above.is_chronic;
    for (const Attribute& attribute : above.attributes) {
      const auto same = [&](const Attribute& own) { return base::equal_folded(own.name, attribute.name); };
      if (std::none_of(it.attributes.begin(), it.attributes.end(), same)) it.attributes.push_back(attribute);
    }
  }
  if (said.acute || said.chronic) {
    it.is_acute = said.acute.value_or(it.is_acute && !said.chronic.value_or(false));
    it.is_chronic = said.chronic.value_or(it.is_chronic && !said.acute.value_or(false));
  }
  if (it.is_acute && it.is_chronic) report_of(it).error(Code::E0706, it.span, "`" + it.name + "` is both acute and chronic");
  if (it.only_female && it.only_male) report_of(it).error(Code::E0706, it.span, "`" + it.name + "` is for female and for male patients only");
}

void VocabularyBuilder::list_descendants() {
  for_each([&](ConceptId above) {
    std::vector<ConceptId>& list = out_.concepts_[above].descendants;
    list.push_back(above);
    for_each([&](ConceptId below) {
      if (below != above && out_.is_a(below, above)) list.push_back(below);
    });
  });
}

// Level by level upward; the half-lives found on the first level that has any are joined.
void VocabularyBuilder::settle_half_life(ConceptId id) {
  std::vector<ConceptId> level = {id};
  std::optional<HalfLife>& found = out_.half_lives_[id.index()];
  while (!level.empty() && !found) {
    std::vector<ConceptId> above;
    for (ConceptId at : level) {
      const Concept& it = out_.concepts_[at];
      if (it.own_half_life) found = found ? value::hull(*found, *it.own_half_life) : *it.own_half_life;
      above.insert(above.end(), it.parents.begin(), it.parents.end());
    }
    std::sort(above.begin(), above.end());
    above.erase(std::unique(above.begin(), above.end()), above.end());
    level = std::move(above);
  }
}

void VocabularyBuilder::check_formula(ConceptId id) {
  const Concept& it = out_.concepts_[id];
  const std::optional<diag::Span> span = draft(id).formula;
  if (!span || draft(id).is_broken) return;
  const ModuleReport report = report_of(it);
  const Formula* formula = find_formula(it.formula);
  if (formula == nullptr) {
    std::vector<std::string> all;
    for (const Formula& known : all_formulas()) all.emplace_back(known.name);
    const std::optional<std::string> near = base::nearest(it.formula, all);
    report.error(Code::E0707, *span, "there is no formula `" + it.formula + "`", near ? "did you mean `" + *near + "`?" : "");
    return;
  }
  const std::optional<Unit> unit = parse_unit(formula->unit);
  if (!unit || !conversion(*unit, it.unit.value_or(Unit{}), it.conversions)) {
    report.error(Code::E0707, *span, "`" + it.formula + "` does not give values in the unit of `" + it.name + "`",
                 "it gives " + (formula->unit.empty() ? std::string("plain numbers") : "`" + std::string(formula->unit) + "`"));
  }
  for (const FormulaInput& input : formula->inputs) check_formula_input(it, input, report, *span);
}

void VocabularyBuilder::check_formula_input(const Concept& it, const FormulaInput& input, const ModuleReport& report, diag::Span span) {
  if (input.from == FormulaInput::From::kAge) return;
  const ConceptId id = out_.find(input.concept_name);
  const std::string name(input.concept_name);
  if (!id) {
    report.error(Code::E0707, span, "`" + it.formula + "` needs the concept `" + name + "`, which no module in use has");
    return;
  }
  const Concept& given = out_.concepts_[id];
  if (draft(id).is_broken) return;
  const std::optional<Unit> wanted = parse_unit(input.unit);
  if (!given.is_quantity() || !wanted || !conversion(given.unit.value_or(Unit{}), *wanted, given.conversions)) {
    report.error(Code::E0707, span, "`" + it.formula + "` cannot use the values of `" + name + "`",
                 "it needs numbers" + (input.unit.empty() ? std::string(" without a unit") : " in `" + std::string(input.unit) + "`"));
  }
}

void VocabularyBuilder::digest() {
  std::sort(texts_.begin(), texts_.end());
  std::string all;
  for (const auto& [name, text] : texts_) all += text;
  out_.sha256_ = base::sha256_hex(all);
}

Vocabulary build_vocabulary(const std::vector<ModuleSource>& modules, diag::Sink& sink) { return VocabularyBuilder(modules, sink).build(); }

}  // namespace eligo::clinical
