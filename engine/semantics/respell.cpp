// What each name stands for is read from the tables of the checker; its spelling, from the vocabulary.
#include "semantics/respell.h"

#include <utility>

#include "base/ascii.h"
#include "semantics/parts.h"

namespace eligo::semantics {

namespace {

using Spellings = std::vector<std::string>;
using syntax::Name;

void respell(Name& name, const Spellings& spellings) {
  for (const std::string& spelling : spellings) {
    if (!base::equal_folded(spelling, name.text)) continue;
    name.text = spelling;
    return;
  }
}

class Respelling {
 public:
  explicit Respelling(const CheckedFile& checked) : checked_(checked), vocabulary_(*checked.vocabulary), out_(*checked.file) {}

  syntax::File run() {
    for (std::uint32_t i = 0; i < out_.exprs.size(); ++i) expr(ExprId(i));
    for (std::uint32_t i = 0; i < out_.selectors.size(); ++i) selector(out_.selectors[SelectorId(i)]);
    for (std::uint32_t i = 0; i < out_.moments.size(); ++i) {
      if (checked_.moments[i].form == MomentInfo::Form::kScreening) respell(out_.moments[MomentId(i)].name, {"screening"});
    }
    for (syntax::Item& item : out_.items) {
      if (auto* use = std::get_if<syntax::Use>(&item.form)) {
        for (Name& name : use->modules) respell(name, vocabulary_.modules());
      } else if (auto* disease = std::get_if<syntax::StudyDisease>(&item.form)) {
        concepts(disease->concepts);
      } else if (auto* group = std::get_if<syntax::Group>(&item.form)) {
        concepts(group->concepts);
        for (syntax::Exception& exception : group->exceptions) concept_name(exception.concept_name);
      }
    }
    return std::move(out_);
  }

 private:
  void concept_name(Name& name) const {
    const ConceptId id = vocabulary_.find(name.text);
    if (!id) return;
    respell(name, {vocabulary_[id].name});
    respell(name, vocabulary_[id].aliases);
  }

  void concepts(syntax::ConceptSet& set) const {
    for (Name& name : set.names) concept_name(name);
  }

  void selector(syntax::Selector& selector) const {
    concepts(selector.concepts);
    for (syntax::Exception& exception : selector.exceptions) concept_name(exception.concept_name);
    for (auto* set : {&selector.given_for, &selector.due_to, &selector.requiring}) {
      if (set->has_value()) concepts(**set);
    }
  }

  void expr(ExprId id) {
    auto& form = out_.exprs[id].form;
    if (auto* reference = std::get_if<syntax::Reference>(&form)) named(id, reference->name);
    else if (auto* text = std::get_if<syntax::Text>(&form)) named(id, text->text);
    else if (auto* is = std::get_if<syntax::Is>(&form)) answers(id, *is);
  }

  void named(ExprId id, Name& name) const {
    const ExprInfo& info = checked_[id];
    switch (info.use.form) {
      case Use::Form::kObservation:
      case Use::Form::kEvent: return concept_name(name);
      case Use::Form::kAttribute: return respell(name, {info.use.attribute->name});
      case Use::Form::kChoice: return respell(name, choices_of(info.type));
      case Use::Form::kAge: return respell(name, {"age"});
      case Use::Form::kSex: return respell(name, {"sex"});
      case Use::Form::kMoment: return info.use.timeline ? void() : respell(name, {"screening"});
      case Use::Form::kNone:
      case Use::Form::kDefinition: return;
    }
  }

  void answers(ExprId id, syntax::Is& is) const {
    const Type& type = checked_[unbracketed(*checked_.file, is.value)].type;
    for (Name& answer : is.answers) {
      if (checked_[id].compares_sex) respell(answer, {"female", "male", "other"});
      else if (type.tag == Type::Tag::kConcept) concept_name(answer);
      else respell(answer, choices_of(type));
    }
  }

  Spellings choices_of(const Type& type) const {
    if (type.tag == Type::Tag::kYesNo) return {"yes", "no"};
    if (type.attribute != nullptr) return type.attribute->choices;
    if (!type.owner) return {};
    const clinical::Concept& owner = vocabulary_[type.owner];
    return owner.levels.empty() ? owner.answers : owner.levels;
  }

  const CheckedFile& checked_;
  const clinical::Vocabulary& vocabulary_;
  syntax::File out_;
};

}  // namespace

syntax::File respelled(const CheckedFile& file) { return Respelling(file).run(); }

}  // namespace eligo::semantics
