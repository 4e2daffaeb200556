// Sets of concepts: names found in the vocabulary, groups taken apart, exceptions with their conditions.
#include <fmt/format.h>

#include <algorithm>

#include "semantics/checker.h"

namespace eligo::semantics {

using diag::Code;

namespace {

/// Groups within groups, and concepts beneath exceptions, that no rule needs more of.
constexpr std::size_t kDeepestGroups = 64;
constexpr std::size_t kMostExceptions = 1000;

void add_once(const Term& term, std::vector<Term>& terms) {
  for (const Term& known : terms) {
    if (known.concept_id == term.concept_id && known.exceptions == term.exceptions) return;
  }
  terms.push_back(term);
}

/// With those inside each.
std::size_t size_of(const std::vector<ResolvedException>& exceptions) {
  std::size_t size = exceptions.size();
  for (const ResolvedException& exception : exceptions) size += size_of(exception.exceptions);
  return size;
}

}  // namespace

bool ResolvedException::operator==(const ResolvedException& other) const {
  return concept_id == other.concept_id && where == other.where && exceptions == other.exceptions;
}

std::vector<ExprId> wheres_of(const std::vector<ResolvedException>& exceptions) {
  std::vector<ExprId> wheres;
  for (const ResolvedException& exception : exceptions) {
    if (exception.where) wheres.push_back(exception.where);
    const std::vector<ExprId> inner = wheres_of(exception.exceptions);
    wheres.insert(wheres.end(), inner.begin(), inner.end());
  }
  return wheres;
}

std::vector<Term> Checker::terms_of(const syntax::ConceptSet& set) {
  std::vector<Term> terms;
  for (const Name& name : set.names) add_terms(name, terms);
  return terms;
}

void Checker::add_terms(const Name& name, std::vector<Term>& terms) {
  if (const Declaration* group = declared(name.text, Declared::kGroup)) {
    for (const Term& term : group_terms(group->index, name.span)) add_once(term, terms);
  } else if (const ConceptId id = vocabulary_.find(name.text)) {
    add_once({id, {}}, terms);
  } else {
    report_no_concept(name);
  }
}

/// Concepts that an attribute may name, as after `given for` and `due to`: it is no fact that a `where` could ask about.
std::vector<Term> Checker::terms_of_attribute(const syntax::ConceptSet& set) {
  std::vector<Term> terms;
  for (const Name& name : set.names) {
    std::vector<Term> named;
    add_terms(name, named);
    const auto depends = [](const Term& term) { return !wheres_of(term.exceptions).empty(); };
    if (std::any_of(named.begin(), named.end(), depends)) {
      report(Code::E0305, name.span, fmt::format("the group `{}` leaves concepts out by a `where`, which cannot be asked here", name.text),
             "it asks about a fact, and here stands what a fact is for; name the concepts that are meant");
      continue;
    }
    for (const Term& term : named) add_once(term, terms);
  }
  return terms;
}

/// Concepts where no exception can be kept: the study disease.
std::vector<ConceptId> Checker::concepts_of(const syntax::ConceptSet& set) {
  std::vector<ConceptId> concepts;
  for (const Name& name : set.names) {
    std::vector<Term> terms;
    add_terms(name, terms);
    for (const Term& term : terms) {
      if (!term.exceptions.empty()) {
        report(Code::E0305, name.span, fmt::format("the group `{}` leaves concepts out, which cannot be kept to here", name.text),
               "name the concepts that are meant");
        break;
      }
      concepts.push_back(term.concept_id);
    }
  }
  return concepts;
}

const std::vector<Term>& Checker::group_terms(std::uint32_t group, Span use) {
  if (group_progress_[group] == Progress::kDone) return groups_[group];
  const auto& form = std::get<syntax::Group>(file_.items[group_items_[group]].form);
  if (group_progress_[group] == Progress::kUnderWay) {
    report(Code::E0205, use, fmt::format("the group `{}` refers to itself", form.name.text), "", {{form.name.span, "declared here"}});
    return groups_[group];
  }
  if (open_groups_ >= kDeepestGroups) {
    report(Code::E0211, use, "groups within groups, too deeply", "name the concepts that are meant");
    return groups_[group];
  }
  ++open_groups_;
  group_progress_[group] = Progress::kUnderWay;
  std::vector<Term> terms = terms_of(form.concepts);
  const std::vector<ResolvedException> exceptions = exceptions_of(form.exceptions);
  std::size_t count = 0;
  for (Term& term : terms) {
    for (const ResolvedException& exception : exceptions) {
      const bool is_known = std::find(term.exceptions.begin(), term.exceptions.end(), exception) != term.exceptions.end();
      if (!is_known) term.exceptions.push_back(exception);
    }
    count += size_of(term.exceptions);
  }
  if (count > kMostExceptions) {
    report(Code::E0211, form.name.span, fmt::format("the group `{}` has too many exceptions, concept by concept", form.name.text));
    terms.clear();
  }
  --open_groups_;
  group_progress_[group] = Progress::kDone;
  groups_[group] = std::move(terms);
  return groups_[group];
}

std::vector<ResolvedException> Checker::exceptions_of(const std::vector<syntax::Exception>& exceptions) {
  std::vector<ResolvedException> resolved;
  for (const syntax::Exception& exception : exceptions) {
    std::vector<Term> terms;
    add_terms(exception.concept_name, terms);
    std::vector<ConceptId> facts;
    for (const Term& term : terms) facts.push_back(term.concept_id);
    if (exception.where) where(exception.where, facts);
    for (Term& term : terms) resolved.push_back({term.concept_id, exception.where, std::move(term.exceptions)});
  }
  return resolved;
}

}  // namespace eligo::semantics
