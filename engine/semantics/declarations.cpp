// What a file declares: header lines, moments, groups, definitions, cohorts, criteria. Finds what is declared twice.
#include <fmt/format.h>

#include "semantics/checker.h"
#include "semantics/overloaded.h"

namespace eligo::semantics {

using diag::Code;

namespace {

/// Names that mean something in every file.
constexpr std::string_view kOwnNames[] = {"screening", "age", "sex", "it", "ULN", "LLN"};

/// Far beyond any protocol; what stands beside each other is compared with each other.
constexpr std::size_t kMostMoments = 200;
constexpr std::size_t kMostCohorts = 200;

}  // namespace

void Checker::declare_all() {
  for (const Name& name : file_.not_understood) left_out_.emplace(name.text, name.span);
  for (std::uint32_t i = 0; i < file_.items.size(); ++i) declare_item(file_.items[i], i);
  assign_cohorts();
  if (!out_.criteria.empty() || sink_.has_errors()) return;  // a criterion with a mistake of syntax is not here
  const Span span = file_.items.empty() ? Span{} : file_.items.front().span;
  report(Code::E0207, span, "the file has no criterion", "a file needs at least one `inclusion` or `exclusion`");
}

void Checker::declare_item(const syntax::Item& item, std::uint32_t index) {
  std::visit(Overloaded{[&](const syntax::Protocol& protocol) {
                          if (!is_first_header(item, "protocol")) return;
                          out_.protocol = protocol.id.text;
                          if (protocol.title) out_.title = protocol.title->text;
                          if (protocol.version) out_.version = protocol.version->text;
                          if (protocol.source) out_.protocol_source = protocol.source->text;
                        },
                        [](const syntax::Use&) {},
                        [&](const syntax::StudyDisease&) { is_first_header(item, "study disease"); },
                        [&](const syntax::Timeline& timeline) {
                          is_first_header(item, "timeline");
                          declare_timeline(timeline);
                        },
                        [&](const syntax::ResultsValid&) { is_first_header(item, "results valid"); },
                        [&](const syntax::DefaultLimits&) {
                          is_first_header(item, "default reference limits allowed");
                          out_.default_limits_allowed = true;
                        },
                        [&](const syntax::Group& group) {
                          declare(group.name, Declared::kGroup, group_items_.size());
                          group_items_.push_back(index);
                          groups_.emplace_back();
                          group_progress_.push_back(Progress::kUntouched);
                        },
                        [&](const syntax::Definition& definition) {
                          declare(definition.name, Declared::kDefinition, out_.definitions.size());
                          out_.definitions.add({definition.name.text, definition.body, {}});
                          definition_items_.push_back(index);
                          definition_progress_.push_back(Progress::kUntouched);
                          definition_depth_.push_back(0);
                        },
                        [&](const syntax::Cohort& cohort) {
                          if (is_beyond(out_.cohorts.size(), kMostCohorts, cohort.name, "cohorts")) return;
                          declare(cohort.name, Declared::kCohort, out_.cohorts.size());
                          out_.cohorts.add({cohort.name.text, cohort.title ? cohort.title->text : std::string()});
                        },
                        [&](const syntax::Criterion& criterion) { declare_criterion(criterion, index); }},
             item.form);
}

bool Checker::is_first_header(const syntax::Item& item, std::string_view header) {
  for (const syntax::Item& earlier : file_.items) {
    if (&earlier == &item) break;
    if (earlier.form.index() != item.form.index()) continue;
    report(Code::E0210, item.span, fmt::format("a second `{}` line", header), "one such line holds for the whole file",
           {{earlier.span, "the first is here"}});
    return false;
  }
  return true;
}

bool Checker::declare(const Name& name, Declared what, std::size_t index) {
  for (std::string_view own : kOwnNames) {
    if (!base::equal_folded(own, name.text)) continue;
    report(Code::E0204, name.span, fmt::format("`{}` has a meaning of its own in every file", name.text), "choose another name");
    return false;
  }
  if (vocabulary_.find(name.text)) {
    report(Code::E0204, name.span, fmt::format("`{}` is a concept of the vocabulary already", name.text), "choose another name");
    return false;
  }
  const auto [earlier, is_new] =
      declared_.emplace(name.text, Declaration{what, static_cast<std::uint32_t>(index), name.span});
  if (is_new) return true;
  report(Code::E0204, name.span, fmt::format("`{}` is declared twice", name.text), "choose another name",
         {{earlier->second.span, "first declared here"}});
  return false;
}

bool Checker::is_beyond(std::size_t count, std::size_t most, const Name& name, std::string_view things) {
  if (count < most) return false;
  report(Code::E0211, name.span, fmt::format("more than {} {}", most, things));
  return true;
}

const Checker::Declaration* Checker::declared(std::string_view name, Declared what) const {
  const auto found = declared_.find(name);
  return found != declared_.end() && found->second.what == what ? &found->second : nullptr;
}

void Checker::declare_criterion(const syntax::Criterion& criterion, std::uint32_t item) {
  const auto [earlier, is_new] = criterion_ids_.emplace(criterion.id.text, criterion.id.span);
  if (!is_new) {
    report(Code::E0203, criterion.id.span, fmt::format("the id `{}` is given twice", criterion.id.text),
           "each criterion needs an id of its own", {{earlier->second, "first given here"}});
  }
  out_.criteria.push_back({criterion.id.text, item, {}, false});
}

void Checker::declare_timeline(const syntax::Timeline& timeline) {
  for (const syntax::TimelineEntry& entry : timeline.entries) {
    if (is_beyond(out_.timeline.size(), kMostMoments, entry.name, "moments")) return;
    declare(entry.name, Declared::kMoment, out_.timeline.size());
    out_.timeline.add({entry.name.text, entry.formula});
  }
}

void Checker::check_headers() {
  for (const syntax::Item& item : file_.items) {
    if (const auto* disease = std::get_if<syntax::StudyDisease>(&item.form)) {
      for (ConceptId id : concepts_of(disease->concepts)) out_.study_disease.push_back(id);
    } else if (const auto* valid = std::get_if<syntax::ResultsValid>(&item.form)) {
      duration(valid->duration, DurationUse::kFixedOnly);
      moment(valid->moment, {});
      if (!out_.results_valid) out_.results_valid = ShelfLife{valid->duration, valid->side, valid->moment};
    }
  }
}

void Checker::assign_cohorts() {
  for (CriterionInfo& info : out_.criteria) {
    const auto& criterion = std::get<syntax::Criterion>(file_.items[info.item].form);
    std::vector<bool> is_named(out_.cohorts.size(), false);
    bool is_known = true;
    for (const Name& name : criterion.cohorts) {
      const CohortId id = cohort(name);
      if (id) is_named[id.index()] = true;
      else is_known = false;
    }
    const bool takes_rest = criterion.cohorts.empty() || criterion.for_all_except;
    for (std::uint32_t i = 0; i < out_.cohorts.size(); ++i) {
      if (is_named[i] != takes_rest) info.cohorts.emplace_back(i);
    }
    if (is_known && info.cohorts.empty() && out_.cohorts.size() > 0 && left_out_.empty()) {
      report(Code::E0206, criterion.cohorts.front().span, fmt::format("no cohort is left for `{}`", info.id),
             "leave one cohort, or leave the criterion out");
    }
  }
}

CohortId Checker::cohort(const Name& name) {
  if (const Declaration* found = declared(name.text, Declared::kCohort)) return CohortId(found->index);
  if (was_left_out(name)) return {};
  const std::vector<std::string> names = names_of(Declared::kCohort);
  report(Code::E0206, name.span, fmt::format("no cohort `{}` is declared", name.text),
         names.empty() ? fmt::format("declare it: `cohort {} \"…\"`", name.text) : did_you_mean(name.text, names));
  return {};
}

}  // namespace eligo::semantics
