// Conditions: the logic of lists and choices, questions, sex, what is known, attributes of the fact at hand.
// Each finding rests on the facts and wants noted while it is decided.
#include <algorithm>

#include "base/ascii.h"
#include "eval/evaluator.h"
#include "eval/frame_scope.h"
#include "eval/readings.h"

namespace eligo::eval {

namespace {
constexpr std::size_t kMostWants = 128;  // of one finding that are told apart by their facts
}

Truth Evaluator::condition_recorded(NodeId id) {
  const Node& node = program_.nodes[id];
  const FindingId outer = current_;
  const bool is_inner = inside_where_;
  current_ = recording_->findings.add(id);
  inside_where_ = false;
  const Truth truth = decide(node);
  recording_->findings[current_].truth = truth;
  last_ = current_;
  current_ = outer;
  inside_where_ = is_inner;
  if (current_) {
    Finding& parent = recording_->findings[current_];
    (is_inner ? parent.inner : parent.children).push_back(last_);
  }
  return truth;
}

Truth Evaluator::quietly(NodeId id) {
  Recording* const kept = recording_;
  recording_ = nullptr;
  const Truth truth = condition(id);
  recording_ = kept;
  return truth;
}

void Evaluator::want(Why why, program::ConceptId id, std::optional<std::uint32_t> fact) {
  if (Finding* finding = note()) finding->wants.push_back({why, vocabulary_[id].name, id, {}, fact});
}

void Evaluator::want(Why why, std::string_view of) {
  if (Finding* finding = note()) finding->wants.push_back({why, std::string(of), {}, {}, {}});
}

void Evaluator::want_all(const std::vector<Want>& wants) {
  Finding* finding = note();
  if (finding == nullptr) return;
  for (const Want& want : wants) {
    // Of very many facts that lack the same thing, the first stand for all.
    const bool is_crowded = finding->wants.size() >= kMostWants;
    const auto same = [&](const Want& other) {
      return other.why == want.why && other.of == want.of && other.attribute == want.attribute && other.is_allergy == want.is_allergy && (is_crowded || other.fact == want.fact);
    };
    const auto looked_at = finding->wants.begin() + static_cast<std::ptrdiff_t>(std::min(finding->wants.size(), kMostWants));
    if (std::none_of(finding->wants.begin(), looked_at, same)) finding->wants.push_back(want);
  }
}

Truth Evaluator::decide(const Node& node) {
  using Op = Node::Op;
  switch (node.op) {
    case Op::kTrue: return Truth::kTrue;
    case Op::kGap: want(Why::kGap, std::string_view(node.address.empty() ? node.text : node.address)); return Truth::kUnknown;
    case Op::kAnd:
    case Op::kOr:
    case Op::kCountTrue: return decide_list(node);
    case Op::kNot: return !child(node, 0);
    case Op::kIfElse:
    case Op::kIfThen:
    case Op::kWaive:
    case Op::kLift: return decide_choice(node);
    case Op::kDefinition: return decide_definition(node);
    case Op::kCompare:
    case Op::kInRange: return decide_compare(node);
    case Op::kChoiceIs: return decide_choice_of_result(node);
    case Op::kSexIs: return decide_sex(node);
    case Op::kAge: return decide_age(node);
    case Op::kTimeBetween: return decide_time_between(node);
    case Op::kTimeBetweenAge: return decide_time_between_both(node);
    case Op::kMoments: return decide_moments(node);
    case Op::kFactDuration: return decide_fact_duration(node);
    case Op::kKnownResult:
    case Op::kKnownAge:
    case Op::kKnownSex:
    case Op::kKnownMoment:
    case Op::kKnownAttribute:
    case Op::kKnownFactValue:
    case Op::kKnownValue: return decide_known(node);
    case Op::kFacts: return decide_facts(node);
    case Op::kWashedOut: return decide_washout(node);
    case Op::kOnTreatment: return decide_on_treatment(node);
    case Op::kQuestion: return decide_question(node);
    case Op::kInCohort: return value::truth(cohort_ == node.cohort);
    case Op::kAttributeIs:
    case Op::kAttributeYes:
    case Op::kFactChoiceIs: return decide_attribute(node);
  }
  return Truth::kUnknown;
}

//  members: t true, u unknown of n   | true          | false
//  at least k                        | t >= k        | t + u < k
//  at most k                         | t + u <= k    | t > k
//  exactly k                         | t = k, u = 0  | t > k or t + u < k
Truth Evaluator::decide_list(const Node& node) {
  if (node.op != Node::Op::kCountTrue) {
    const bool is_and = node.op == Node::Op::kAnd;
    Truth all = value::truth(is_and);
    for (std::uint32_t i = 0; i < node.children.count; ++i) {
      const Truth one = child(node, i);
      all = is_and ? all & one : all | one;
      if (recording_ == nullptr && all == value::truth(!is_and)) return all;
    }
    return all;
  }
  std::uint32_t sure = 0, possible = 0;
  for (std::uint32_t i = 0; i < node.children.count; ++i) {
    const Truth one = child(node, i);
    sure += is_true(one) ? 1 : 0;
    possible += is_false(one) ? 0 : 1;
  }
  switch (node.bound) {
    case Node::Bound::kAtLeast: return value::between(sure >= node.count, possible >= node.count);
    case Node::Bound::kAtMost: return value::between(possible <= node.count, sure <= node.count);
    case Node::Bound::kExactly:
      return value::between(sure == node.count && possible == node.count, sure <= node.count && possible >= node.count);
  }
  return Truth::kUnknown;
}

//  if A then B:   toward trigger A and B, else (not A) or B
//  R unless X:    toward requirement R or X;   T unless X: toward trigger T and not X
Truth Evaluator::decide_choice(const Node& node) {
  const Truth first = child(node, 0);
  if (node.op == Node::Op::kIfElse) {
    if (recording_ == nullptr) {
      if (is_true(first)) return child(node, 1);
      if (is_false(first)) return child(node, 2);
    }
    const Truth then = child(node, 1);
    const Truth otherwise = child(node, 2);
    return is_true(first) ? then : is_false(first) ? otherwise : value::agreed(then, otherwise);
  }
  if (recording_ == nullptr && (node.op == Node::Op::kWaive ? is_true(first) : is_false(first))) {  // whatever the second says
    return value::truth(node.op == Node::Op::kWaive || (node.op == Node::Op::kIfThen && !node.is_toward_trigger));
  }
  const Truth second = child(node, 1);
  switch (node.op) {
    case Node::Op::kIfThen: return node.is_toward_trigger ? first & second : (!first) | second;
    case Node::Op::kWaive: return first | second;
    case Node::Op::kLift: return first & (!second);
    default: return Truth::kUnknown;
  }
}

bool Evaluator::is_remembered(const Node& node) const {
  const Memo& memo = memos_[node.memo.index()];
  return memo.age == age_ && (recording_ == nullptr || memo.finding.is_valid());
}

// A definition means the same wherever it is used: it is worked out once, and each use refers to that finding.
Truth Evaluator::decide_definition(const Node& node) {
  if (is_remembered(node)) {
    const Memo& memo = memos_[node.memo.index()];
    may_change_after(memo.steady_until);
    if (Finding* finding = note()) finding->children.push_back(memo.finding);
    return memo.truth;
  }
  const std::optional<std::uint32_t> outer = at_hand_;
  at_hand_.reset();
  const DayWatch watch(*this);
  const Truth truth = child(node, 0);
  at_hand_ = outer;
  if (recording_ == nullptr) memos_[node.memo.index()] = {age_, watch.steady_until(), truth, FindingId()};
  else if (!outer) memos_[node.memo.index()] = {age_, watch.steady_until(), truth, last_};
  return truth;
}

Truth Evaluator::decide_question(const Node& node) {
  const program::Question& question = program_.questions[node.question];
  for (const model::Answer& answer : record_->answers) {
    if (base::equal_folded(answer.name, question.name)) return value::truth(answer.is_yes);
  }
  want(Why::kUnanswered, std::string_view(question.name));
  return Truth::kUnknown;
}

void Evaluator::want_sex() {
  if (note() == nullptr) return;
  const bool is_broken = std::any_of(record_->problems.begin(), record_->problems.end(), [](const model::Problem& problem) { return problem.at == "sex"; });
  want(is_broken ? Why::kProblem : Why::kAbsent, std::string_view("sex"));
}

Truth Evaluator::decide_sex(const Node& node) {
  if (record_->sex == clinical::Sex::kUnknown) {
    want_sex();
    return Truth::kUnknown;
  }
  const std::uint16_t index = record_->sex == clinical::Sex::kFemale ? 0 : record_->sex == clinical::Sex::kMale ? 1 : 2;
  const bool found = std::find(node.choices.begin(), node.choices.end(), index) != node.choices.end();
  return value::truth(found != node.is_negated);
}

// Whether something is known is never itself unknown.
Truth Evaluator::decide_known(const Node& node) {
  using Op = Node::Op;
  bool known = false;
  switch (node.op) {
    case Op::kKnownResult: known = is_result_known(node.result); break;
    case Op::kKnownAge: known = record_->has_birth_date; break;
    case Op::kKnownSex: known = record_->sex != clinical::Sex::kUnknown; break;
    case Op::kKnownMoment: known = moment(node.moment).is_known; break;
    case Op::kKnownAttribute: {
      const Fact& fact = facts_[*at_hand_];
      if (node.attribute->type == clinical::AttributeType::kDate) known = fact.is_dated && (node.attribute->name != "end" || fact.has_end);
      else if (node.attribute->type == clinical::AttributeType::kDuration) known = fact.is_dated && fact.has_end;
      else known = !fact.is_broken && fact.find(node.attribute->name) != nullptr;
      break;
    }
    case Op::kKnownFactValue: {
      const Fact& fact = facts_[*at_hand_];
      known = !fact.is_broken && fact.value.type != model::ObservedValue::Type::kNone;
      break;
    }
    case Op::kKnownValue: {
      Interval storage;
      FrameScope scope(*this);
      known = number(node.left, storage) != nullptr && frame().choices.empty();
      break;
    }
    default: break;
  }
  if (Finding* finding = note()) finding->wants.clear();
  return value::truth(known != node.is_negated);
}

namespace {

Truth word_is(const Node& node, std::string_view text) {
  const bool found = std::any_of(node.words.begin(), node.words.end(), [&](const std::string& word) { return base::equal_folded(word, text); });
  return value::truth(found);
}

}  // namespace

Truth Evaluator::decide_attribute(const Node& node) {
  const Fact& fact = facts_[*at_hand_];
  if (node.op == Node::Op::kFactChoiceIs) {
    const Truth truth = fact.is_broken ? Truth::kUnknown : answers(vocabulary_[fact.concept_id], fact.value, node.choices, node.is_negated);
    if (is_unknown(truth)) want(fact.is_broken ? Why::kProblem : Why::kAttribute, fact.concept_id, at_hand_);
    return truth;
  }
  const model::FactAttribute* given = fact.find(node.attribute->name);
  Truth truth = Truth::kUnknown;
  if (given != nullptr) {
    if (node.op == Node::Op::kAttributeYes) truth = value::truth(given->is_yes);
    else if (!node.choices.empty()) truth = value::truth(std::find(node.choices.begin(), node.choices.end(), given->choice) != node.choices.end());
    else if (!node.concepts.empty()) {
      if (given->concept_id.is_valid()) {
        truth = Truth::kFalse;
        for (program::ConceptId id : node.concepts) {
          if (vocabulary_.is_a(given->concept_id, id)) truth = Truth::kTrue;
          else if (vocabulary_.is_a(id, given->concept_id)) truth = truth | Truth::kUnknown;
        }
      }
    } else truth = word_is(node, given->text);
  }
  if (is_unknown(truth)) {
    want(fact.is_broken ? Why::kProblem : Why::kAttribute, fact.concept_id, at_hand_);
    if (Finding* finding = note()) finding->wants.back().attribute = node.attribute->name;
  }
  return node.is_negated ? !truth : truth;
}

}  // namespace eligo::eval
