// Selectors, windows, durations and moments.
#include <algorithm>

#include "compile/lowering.h"
#include "compile/time_text.h"

namespace eligo::compile {

using program::Query;
using semantics::MomentInfo;
using semantics::Use;

QueryId Lowering::query(syntax::SelectorId id, bool every) {
  const auto key = std::pair(id, every);
  const auto found = queries_.find(key);
  if (found != queries_.end()) return found->second;
  const syntax::Selector& selector = file_[id];
  const semantics::SelectorInfo& info = checked_[id];
  Query query;
  query.is_allergy_to = selector.concepts.is_allergy_to;
  query.slot = slot(info.terms, info.exceptions, query.is_allergy_to);
  query.phase = static_cast<Query::Phase>(selector.phase);
  query.takes_suspected = selector.takes_suspected;
  query.is_other = selector.is_other;
  for (std::uint32_t t = 0; t < info.terms.size(); ++t) {
    query.concepts.push_back(info.terms[t].concept_id);
    lower_exceptions(info.terms[t].exceptions, t, query);
  }
  lower_exceptions(info.exceptions, std::nullopt, query);
  for (const semantics::Term& term : info.given_for) query.given_for.push_back(term.concept_id);
  for (const semantics::Term& term : info.due_to) query.due_to.push_back(term.concept_id);
  query.not_given_for = left_out_of(info.given_for);
  query.not_due_to = left_out_of(info.due_to);
  if (selector.requiring_selector.is_valid()) query.requiring = this->query(selector.requiring_selector);
  else if (!info.requiring.empty()) query.requiring = query_of_terms(info.requiring);
  query.windows = windows(selector.windows);
  if (selector.apart.is_valid()) query.apart = duration(selector.apart);
  query.is_observation = !query.is_allergy_to && std::all_of(query.concepts.begin(), query.concepts.end(), [&](ConceptId c) {
    return vocabulary_[c].kind == clinical::Kind::kObservation;
  });
  query.text = text_of(selector.span);
  if (selector.where.is_valid()) query.where = condition(selector.where, Scope{});
  if (every) lower_every(selector, query);
  settle_by_results(selector, query, every);
  const QueryId made = program_.queries.add(std::move(query));
  queries_.emplace(key, made);
  return made;
}

// The exceptions of one term, or without a term those of the whole selector, that depend on the fact.
void Lowering::lower_exceptions(const std::vector<semantics::ResolvedException>& exceptions, std::optional<std::uint32_t> term, Query& query) {
  for (const semantics::ResolvedException& exception : exceptions) {
    if (!semantics::wheres_of({exception}).empty()) lower_exception(exception, term, query);
  }
}

void Lowering::lower_exception(const semantics::ResolvedException& exception, std::optional<std::uint32_t> term, Query& query) {
  const NodeId where = exception.where.is_valid() ? condition(exception.where, Scope{}) : NodeId();
  const std::size_t made = query.exceptions.size();
  query.exceptions.push_back({term.value_or(0), !term.has_value(), exception.concept_id, where, 0});
  for (const semantics::ResolvedException& inner : exception.exceptions) lower_exception(inner, term, query);
  query.exceptions[made].inner = static_cast<std::uint32_t>(query.exceptions.size() - made - 1);
}

// `every S P`: no fact of S breaks the part written last, a `where` or a window.
void Lowering::lower_every(const syntax::Selector& selector, Query& query) {
  if (selector.where.is_valid()) {
    query.broken_where = query.where;
    query.where = NodeId();
  } else if (!query.windows.empty()) {
    query.broken_window = query.windows.back();
    query.windows.pop_back();
  }
}

namespace {

// Whether an expression asks for the value of the fact at hand, and whether it asks for anything else.
struct Mentions {
  bool value = false;
  bool other = false;
};

void look(const semantics::CheckedFile& checked, ExprId id, Mentions& mentions) {
  const syntax::File& file = *checked.file;
  const auto each = [&](const std::vector<ExprId>& parts) {
    for (ExprId part : parts) look(checked, part, mentions);
  };
  const syntax::Expr& expr = file[id];
  if (const auto* f = std::get_if<syntax::Bracket>(&expr.form)) return look(checked, f->inner, mentions);
  if (const auto* f = std::get_if<syntax::And>(&expr.form)) return each(f->operands);
  if (const auto* f = std::get_if<syntax::Or>(&expr.form)) return each(f->operands);
  if (const auto* f = std::get_if<syntax::Not>(&expr.form)) return look(checked, f->operand, mentions);
  if (const auto* f = std::get_if<syntax::Compare>(&expr.form)) return each({f->left, f->right});
  if (const auto* f = std::get_if<syntax::InRange>(&expr.form)) return each({f->value, f->low, f->high});
  if (const auto* f = std::get_if<syntax::Is>(&expr.form)) return look(checked, f->value, mentions);
  if (const auto* f = std::get_if<syntax::Known>(&expr.form)) return look(checked, f->value, mentions);
  if (const auto* f = std::get_if<syntax::Arithmetic>(&expr.form)) return each({f->left, f->right});
  if (const auto* f = std::get_if<syntax::Negation>(&expr.form)) return look(checked, f->operand, mentions);
  if (const auto* f = std::get_if<syntax::List>(&expr.form)) {
    for (const syntax::Member& member : f->members) look(checked, member.rule, mentions);
    return;
  }
  const bool is_constant = std::holds_alternative<syntax::Quantity>(expr.form) || std::holds_alternative<syntax::Titre>(expr.form) ||
                           std::holds_alternative<syntax::Text>(expr.form) || checked[id].use.form == Use::Form::kChoice;
  if (is_constant) return;
  const Use& use = checked[id].use;
  const bool is_value = std::holds_alternative<syntax::Limit>(expr.form) || (use.form == Use::Form::kAttribute && use.attribute->name == "value");
  (is_value ? mentions.value : mentions.other) = true;
}

void conjuncts(const syntax::File& file, ExprId id, std::vector<ExprId>& out) {
  if (const auto* bracket = std::get_if<syntax::Bracket>(&file[id].form)) return conjuncts(file, bracket->inner, out);
  if (const auto* both = std::get_if<syntax::And>(&file[id].form)) {
    for (ExprId part : both->operands) conjuncts(file, part, out);
    return;
  }
  out.push_back(id);
}

}  // namespace

// Enough results settle a count of observations, where the parts of the `where` that ask for the value can be told from
// the others (LANGUAGE.md section 5).
void Lowering::settle_by_results(const syntax::Selector& selector, Query& query, bool every) {
  if (!query.is_observation) return;
  for (ConceptId id : query.concepts) {
    if (vocabulary_[id].descendants.size() != 1) return;
  }
  query.takes_enough_as_all = true;
  if (!selector.where.is_valid()) return;
  std::vector<ExprId> parts;
  if (every) parts.push_back(selector.where);
  else conjuncts(file_, selector.where, parts);
  std::vector<NodeId> plain;
  for (ExprId part : parts) {
    Mentions mentions;
    look(checked_, part, mentions);
    if (mentions.value && mentions.other) query.takes_enough_as_all = false;
    if (!mentions.value) plain.push_back(condition(part, Scope{}));
  }
  if (plain.empty()) return;
  query.plain_where = gate(every ? program::Node::Op::kNot : program::Node::Op::kAnd, selector.where, plain);
}

QueryId Lowering::query_of_terms(const std::vector<semantics::Term>& terms) {
  Query query;
  query.slot = slot(terms, {}, false);
  for (std::uint32_t t = 0; t < terms.size(); ++t) {
    query.text += (query.text.empty() ? "" : ", ") + vocabulary_[terms[t].concept_id].name;
    query.concepts.push_back(terms[t].concept_id);
    lower_exceptions(terms[t].exceptions, t, query);
  }
  return program_.queries.add(std::move(query));
}

// Corticosteroids being taken, but for those given where they do not act on the whole body.
QueryId Lowering::query_of_steroids(ConceptId corticosteroid) {
  const QueryId made = query_of_terms({{corticosteroid, {}}});
  const clinical::Attribute* route = vocabulary_.attribute(corticosteroid, "route");
  program::Node known, local, neither;
  known.op = program::Node::Op::kKnownAttribute;
  local.op = program::Node::Op::kAttributeIs;
  known.attribute = local.attribute = route;
  local.words = {"topical", "inhaled", "intra_articular", "intra-articular", "intranasal", "ophthalmic", "otic"};
  program::Node both;
  both.op = program::Node::Op::kAnd;
  neither.op = program::Node::Op::kNot;
  const NodeId known_id = add(std::move(known)), local_id = add(std::move(local));
  const NodeId both_id = add(std::move(both), {known_id, local_id});
  Query& query = program_.queries[made];
  query.phase = Query::Phase::kActive;
  query.where = add(std::move(neither), {both_id});
  return made;
}

program::WindowId Lowering::window(const syntax::Window& form) {
  program::Window out;
  out.aspect = static_cast<program::Window::Aspect>(form.aspect);
  out.extent = static_cast<program::Window::Extent>(form.extent);
  switch (form.side) {
    case syntax::Window::Side::kBefore: out.side = program::Window::Side::kBefore; break;
    case syntax::Window::Side::kOnOrBefore: out.side = program::Window::Side::kOnOrBefore; break;
    case syntax::Window::Side::kAfter: out.side = program::Window::Side::kAfter; break;
    case syntax::Window::Side::kOnOrAfter:
    case syntax::Window::Side::kSince: out.side = program::Window::Side::kOnOrAfter; break;
    case syntax::Window::Side::kOf: out.side = program::Window::Side::kOf; break;
    case syntax::Window::Side::kFromTo: out.side = program::Window::Side::kFromTo; break;
    case syntax::Window::Side::kAt: out.side = program::Window::Side::kAt; break;
  }
  if (form.duration.is_valid()) {
    out.duration = duration(form.duration);
    const program::Duration& length = program_.durations[out.duration];
    out.is_clock = length.form == program::Duration::Form::kFixed && length.fixed.is_clock();
  }
  out.moment = moment(form.moment);
  if (form.to.is_valid()) out.to = moment(form.to);
  out.text = text_of(form.span);
  return program_.windows.add(std::move(out));
}

std::vector<program::WindowId> Lowering::windows(const std::vector<syntax::Window>& list) {
  std::vector<program::WindowId> out;
  for (const syntax::Window& one : list) out.push_back(window(one));
  return out;
}

program::DurationId Lowering::duration(syntax::DurationId id) {
  const auto found = durations_.find(id);
  if (found != durations_.end()) return found->second;
  const syntax::Duration& form = file_[id];
  program::Duration out;
  out.form = static_cast<program::Duration::Form>(form.form);
  out.fixed = checked_[id].fixed;
  out.half_lives = checked_[id].half_lives;
  out.has_half_lives = form.form == syntax::Duration::Form::kHalfLives;
  for (syntax::DurationId part : form.parts) {
    out.parts.push_back(duration(part));
    out.has_half_lives = out.has_half_lives || program_.durations[out.parts.back()].has_half_lives;
  }
  const program::DurationId made = program_.durations.add(std::move(out));
  durations_.emplace(id, made);
  return made;
}

program::DurationId Lowering::fixed_duration(const value::Duration& fixed) {
  program::Duration out;
  out.fixed = fixed;
  return program_.durations.add(std::move(out));
}

program::MomentId Lowering::screening() {
  if (!screening_.is_valid()) {
    program::Moment out;
    out.text = "screening";
    screening_ = program_.moments.add(std::move(out));
  }
  return screening_;
}

program::MomentId Lowering::moment(syntax::MomentId id) {
  const auto found = moments_.find(id);
  if (found != moments_.end()) return found->second;
  const syntax::Moment& form = file_[id];
  const MomentInfo& info = checked_[id];
  if (info.form == MomentInfo::Form::kScreening && form.offsets.empty()) return moments_[id] = screening();
  program::Moment out;
  switch (info.form) {
    case MomentInfo::Form::kScreening: out.form = program::Moment::Form::kScreening; break;
    case MomentInfo::Form::kTimeline: out.form = program::Moment::Form::kTimeline; break;
    case MomentInfo::Form::kDate: out.form = program::Moment::Form::kDate; break;
    case MomentInfo::Form::kIt: out.form = program::Moment::Form::kIt; break;
    case MomentInfo::Form::kEvent:
      out.form = form.base == syntax::Moment::Base::kFirst ? program::Moment::Form::kFirst : program::Moment::Form::kLatest;
      out.query = query(form.selector);
      break;
  }
  if (info.timeline.is_valid()) out.timeline = program::TimelineId(info.timeline.index());
  out.date = info.date;
  out.is_end = form.is_end;
  for (const syntax::Offset& offset : form.offsets) out.offsets.push_back({offset.is_minus, duration(offset.duration)});
  out.text = text_of(form.span);
  const program::MomentId made = program_.moments.add(std::move(out));
  moments_.emplace(id, made);
  return made;
}

// A moment where a value stands: a date, a name of the timeline, an event, `start` or `end` of the fact at hand, and any of
// these plus or minus a duration.
program::MomentId Lowering::moment_of_value(ExprId id) {
  id = resolved(id);
  const syntax::Expr& expr = file_[id];
  if (const auto* f = std::get_if<syntax::MomentValue>(&expr.form)) return moment(f->moment);
  program::Moment out;
  out.text = text_of(expr.span);
  if (const auto* f = std::get_if<syntax::Arithmetic>(&expr.form)) {
    const auto* quantity = std::get_if<syntax::Quantity>(&file_[resolved(f->right)].form);
    out = program_.moments[moment_of_value(f->left)];
    if (quantity != nullptr) out.offsets.push_back({f->op == '-', fixed_duration(duration_of(quantity->number, quantity->unit))});
    return program_.moments.add(std::move(out));
  }
  const Use& use = checked_[id].use;
  const auto* reference = std::get_if<syntax::Reference>(&expr.form);
  if (use.form == Use::Form::kAttribute) {
    out.form = program::Moment::Form::kIt;
    out.is_end = use.attribute->name == "end";
  } else if (use.form == Use::Form::kEvent) {
    const bool is_first = reference != nullptr && reference->chooser == syntax::Reference::Chooser::kFirst;
    out.form = is_first ? program::Moment::Form::kFirst : program::Moment::Form::kLatest;
    out.query = query_of_terms({{use.concept_id, {}}});
  } else if (use.timeline.is_valid()) {
    out.form = program::Moment::Form::kTimeline;
    out.timeline = program::TimelineId(use.timeline.index());
  } else {
    return screening();
  }
  return program_.moments.add(std::move(out));
}

}  // namespace eligo::compile
