// Items of the file, criteria and members: section 1 of the grammar.
#include "syntax/build.h"
#include "syntax/words.h"

namespace eligo::syntax {

void Builder::add(EligoParser::ItemContext& tree) {
  nesting_ = 0;
  is_too_deep_ = false;
  ItemForm form = item(tree);
  if (!is_too_deep_) file_.items.push_back({std::move(form), span(tree)});
}

ItemForm Builder::item(EligoParser::ItemContext& tree) {
  switch (first_child<Tree>(tree).getRuleIndex()) {
    case EligoParser::RuleCriterion: return criterion(*tree.criterion());
    case EligoParser::RuleDefinition: return Definition{name(*tree.definition()->NAME()), head(*tree.definition()->head())};
    case EligoParser::RuleGroup: return group(*tree.group());
    case EligoParser::RuleCohort: return Cohort{name(*tree.cohort()->NAME()), text_if(tree.cohort()->TEXT())};
    case EligoParser::RuleUse: return Use{names(tree.use()->NAME())};
    case EligoParser::RuleTimeline: return timeline(*tree.timeline());
    case EligoParser::RuleStudyDisease: return StudyDisease{concepts(*tree.studyDisease()->conceptNames())};
    case EligoParser::RuleResultsValid: return results_valid(*tree.resultsValid());
    case EligoParser::RuleProtocol: return protocol(*tree.protocol());
    default: return DefaultLimits{};
  }
}

Group Builder::group(EligoParser::GroupContext& tree) {
  Group result;
  result.name = name(*tree.NAME());
  result.concepts = concepts(*tree.conceptNames());
  if (auto* except = tree.exceptions()) result.exceptions = exceptions(*except, result.exceptions_bracketed);
  return result;
}

Protocol Builder::protocol(EligoParser::ProtocolContext& tree) {
  Protocol result;
  result.id = name(*tree.NAME());
  std::optional<Name>* next = &result.title;
  for (auto* child : tree.children) {
    auto& leaf = static_cast<Leaf&>(*child);
    switch (leaf.getSymbol()->getType()) {
      case EligoParser::VERSION: next = &result.version; break;
      case EligoParser::SOURCE: next = &result.source; break;
      case EligoParser::TEXT: *next = text(leaf); break;
      default: break;
    }
  }
  return result;
}

Timeline Builder::timeline(EligoParser::TimelineContext& tree) {
  Timeline result;
  for (auto* entry : tree.timelineEntry()) {
    auto* formula = entry->moment();
    result.entries.push_back({name(*entry->NAME()), formula == nullptr ? MomentId() : moment(*formula)});
  }
  return result;
}

ResultsValid Builder::results_valid(EligoParser::ResultsValidContext& tree) {
  const auto side = tree.BEFORE() != nullptr ? Window::Side::kBefore
                    : tree.AFTER() != nullptr ? Window::Side::kAfter
                                              : Window::Side::kOf;
  return {duration(*tree.duration()), side, moment(*tree.moment())};
}

Criterion Builder::criterion(EligoParser::CriterionContext& tree) {
  Criterion result;
  result.is_inclusion = tree.INCLUSION() != nullptr;
  result.id = name(*tree.NAME());
  if (auto* cohorts = tree.cohorts()) {
    result.for_all_except = cohorts->ALL() != nullptr;
    result.cohorts = names(cohorts->NAME());
  }
  for (auto* leaf : tree.TEXT()) {
    const bool is_note = tree.NOTE() != nullptr && leaf->getSymbol()->getTokenIndex() > tree.NOTE()->getSymbol()->getTokenIndex();
    (is_note ? result.note : result.title) = text(*leaf);
  }
  result.rule = rule(*tree.rule_());
  if (auto* exception = tree.condition()) {
    result.exception = condition(*exception);
    result.unless_span = span(*tree.UNLESS());
  }
  return result;
}

ExprId Builder::rule(EligoParser::Rule_Context& tree) {
  if (has_only_child(tree)) return head(first_child<EligoParser::HeadContext>(tree));
  if (tree.RESULTS() == nullptr) return plain_rule(tree);
  WithResults result;
  auto* again = tree.AGAIN();
  for (auto* window_tree : tree.window()) {
    const bool is_again = again != nullptr && window_tree->start->getTokenIndex() > again->getSymbol()->getTokenIndex();
    (is_again ? result.again : result.windows).push_back(window(*window_tree));
  }
  result.rule = plain_rule(tree);
  return add(std::move(result), span(tree));
}

ExprId Builder::plain_rule(EligoParser::Rule_Context& tree) {
  if (auto* condition_tree = tree.head()) return head(*condition_tree);
  const std::uint32_t end = span(tree).end;
  if (auto* gap = tree.GAP()) return add(Gap{text(*tree.TEXT())}, {span(*gap).begin, end});
  return add(NoRestriction{}, {span(*tree.NO()).begin, end});
}

std::vector<Member> Builder::members(EligoParser::MembersContext& tree) {
  std::vector<Member> result;
  for (auto* child : tree.member()) result.push_back(member(*child));
  return result;
}

Member Builder::member(EligoParser::MemberContext& tree) {
  Member result;
  for (auto* leaf : tree.TEXT()) {
    const bool is_label = leaf->getSymbol() == tree.start;
    (is_label ? result.label : result.note) = text(*leaf);
  }
  result.rule = rule(*tree.rule_());
  if (auto* exception = tree.condition()) {
    result.exception = condition(*exception);
    result.unless_span = span(*tree.UNLESS());
  }
  result.span = span(tree);
  return result;
}

}  // namespace eligo::syntax
