// The evaluator's inside: one object for one program, which takes one record after the other and keeps its memory. Its
// member functions are spread over one file for each family of operators: conditions, facts, windows, moments, results …
// With a Recording it notes what it finds; without, the notes are skipped and conditions stop as soon as they are decided.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/short_list.h"
#include "eval/outcome.h"
#include "eval/plan.h"
#include "eval/recording.h"
#include "eval/shared_answers.h"
#include "eval/states.h"
#include "model/record.h"
#include "program/program.h"

namespace eligo::eval {

using model::Fact;
using program::Node;
using program::NodeId;

class Evaluator {
 public:
  /// `shared` is that of several programs, this one the `number`th of them; both must outlive it.
  Evaluator(const program::Program& program, SharedAnswers& shared, std::size_t number);

  /// Turns to the record that `shared` has turned to, as if no other had been there. The record and the recording (null:
  /// none) must outlive the answers.
  void begin(const model::PatientRecord& record, Recording* recording);
  /// From now on records, of the same record; forgets what was worked out.
  void record(Recording& recording) {
    recording_ = &recording;
    is_for_today_alone_ = false;
    forget();
  }
  /// From now on notes nothing, of the same record; forgets what was worked out.
  void stop_recording() {
    recording_ = nullptr;
    current_ = last_ = FindingId();
    is_for_today_alone_ = false;
    forget();
  }
  Day screening_day() const { return screening_; }
  /// From now on answers are for the present day alone, and nobody is told how long they stay so: that is faster. Until the
  /// next record, or until recording begins or ends.
  void ask_for_today_alone() { is_for_today_alone_ = true; }
  bool is_for_today_alone() const { return is_for_today_alone_; }
  const Plan& plan() const { return plan_; }
  /// Moves the screening day (and every recorded moment after it) by `days`; forgets what was worked out.
  void shift(Day days);
  /// Which cohort `in cohort` speaks of. Forgets what was worked out.
  void enter(program::CohortId cohort);

  /// How long all that was asked since the watch began surely comes out the same: on every screening day from the present
  /// one to `steady_until()`, which is kForever where no later day can make a difference. Facts stay where they are.
  class DayWatch {
   public:
    explicit DayWatch(Evaluator& evaluator) : evaluator_(evaluator), outer_(std::exchange(evaluator.steady_until_, value::kForever)) {}
    ~DayWatch() { evaluator_.steady_until_ = std::min(evaluator_.steady_until_, outer_); }
    DayWatch(const DayWatch&) = delete;
    DayWatch& operator=(const DayWatch&) = delete;
    Day steady_until() const { return evaluator_.steady_until_; }
    /// What moved since the watch began moves evenly with the screening day, and the caller sees to what follows from it.
    void disregard() { evaluator_.steady_until_ = value::kForever; }

   private:
    Evaluator& evaluator_;
    Day outer_;
  };

  Truth condition(NodeId id) {
    if (recording_ != nullptr) return condition_recorded(id);
    return is_for_today_alone_ ? condition_today(id) : decide(program_.nodes[id]);
  }
  /// The same, where answers are for today alone.
  Truth condition_today(NodeId id) {
    const Step& step = plan_.steps[id.index()];
    if (step.way == Step::Way::kShared) {
      if (const Answer answer = shared_.condition(step.index); is_sure(answer)) return truth_of(answer);
    }
    return decide_plainly(id);
  }
  /// Evaluates without recording.
  Truth quietly(NodeId id);
  FindingId last_finding() const { return last_; }

  /// The day a recorded moment has after the shift; none where it is not recorded or not a day.
  std::optional<Day> recorded_moment(program::TimelineId id) const;

 private:
  // conditions.cpp
  Truth condition_recorded(NodeId id);
  Truth decide(const Node& node);
  Truth decide_list(const Node& node);
  Truth decide_choice(const Node& node);       // if, unless
  Truth decide_definition(const Node& node);
  bool is_remembered(const Node& node) const;
  Truth decide_question(const Node& node);
  Truth decide_sex(const Node& node);
  void want_sex();
  Truth decide_known(const Node& node);
  Truth decide_attribute(const Node& node);
  Truth child(const Node& node, std::uint32_t index) { return condition(program_.children[node.children.first + index]); }
  void want(Why why, program::ConceptId concept_id, std::optional<std::uint32_t> fact = std::nullopt);
  void want(Why why, std::string_view of);
  void want_all(const std::vector<Want>& wants);
  Finding* note() { return recording_ && current_ ? &recording_->findings[current_] : nullptr; }

  // time_conditions.cpp
  Truth decide_age(const Node& node);
  Truth decide_time_between(const Node& node);
  Truth decide_time_between_both(const Node& node);
  Truth decide_moments(const Node& node);
  Truth decide_fact_duration(const Node& node);
  /// The age is `low` completed units on the first day and `high` on the last, and another from the next birthday (of that
  /// unit) on; both days move with screening.
  void may_age_after(Day first, Day last, value::TimeUnit unit, std::int64_t low, std::int64_t high);
  Truth compare_stretch(const Span& from, const Span& to, value::Comparison op, program::DurationId duration);

  // moments.cpp
  /// Stays as it is until the moment is asked for again with another fact at hand.
  const MomentState& moment(program::MomentId id);
  /// The same for questions whose answer stays where the moment moves evenly, or that see to the days of change themselves.
  const MomentState& moment_wherever(program::MomentId id);
  bool is_lasting(const program::Moment& moment) const;
  MomentState work_out(const program::Moment& moment);
  MomentState timeline_moment(program::TimelineId id);
  MomentState event_moment(const program::Moment& moment);
  MomentState end_of_event(MomentState state);
  MomentState moment_at_hand(const program::Moment& moment);
  void apply_offsets(const program::Moment& moment, MomentState& state);
  void note_moment(const MomentState& state, bool is_second);

  // windows.cpp
  Truth in_window(program::WindowId id, std::uint32_t fact);
  Demand demand_at(const program::Window& window, Day at, Day to, const Fact* drug, bool farther);
  struct WindowMemo;
  /// The demand of a window that asks the same of every fact, or null.
  const WindowMemo* plain_demand(program::WindowId id);
  void make_demand(WindowMemo& memo, const program::Window& window, Day at, Day to);
  void note_steadiness(const WindowMemo& memo, program::DurationId duration, const value::TimeSpan& starts, const value::TimeSpan& ends);
  Truth in_clock_window(const program::Window& window, const Span& from, const Span& to, const MomentState& moment);
  /// Whether a fact dated after screening may be looked at all.
  Truth in_scope(const program::Query& query, std::uint32_t fact);
  Truth in_scope(const std::vector<program::WindowId>& windows, const Fact& fact) {
    return fact.start.last <= screening_ ? Truth::kTrue : in_scope_after(windows, fact);
  }
  Truth in_scope_after(const std::vector<program::WindowId>& windows, const Fact& fact);
  /// The day `duration` before (sign -1) or after (+1) `day`; for durations in half-lives of a drug whose half-life is not
  /// precise, the nearer or the farther end.
  Day edge(Day day, int sign, program::DurationId duration, const Fact* drug, bool farther);
  /// The days a window spans, for a moment that is known: its first and last day, each between two days where the
  /// moment is not precise; kBeginning and kForever where it has no end.
  struct DayRange {
    Day from_first, from_last, to_first, to_last;
  };
  std::optional<DayRange> range_of(const program::Window& window);
  /// A wait in half-lives of one drug, in whole days: where its half-life is not precise, the shortest and the longest.
  static constexpr Day kUnasked = -2, kEndless = -1;
  struct Wait {
    Day shortest = kUnasked, longest = kUnasked;
  };
  Wait wait_of(program::DurationId duration, program::ConceptId drug);
  bool lacks_half_life(program::DurationId duration, const Fact* drug) const;

  // facts.cpp
  using FactList = base::ShortList<std::uint32_t, 8>;
  struct Found {
    FactList sure, possible;
    std::vector<Want> wants;                   // of the possible ones; only where recorded
    bool low_has_one_more = false;             // one of the sure ones may give the moment, and then is left out
    bool high_has_one_more = false;            // one of those found surely gives the moment, whichever it is
  };
  Truth decide_facts(const Node& node);
  Truth decide_count(const Node& node, std::int64_t low, std::int64_t high, const Found& found);
  Truth matches(program::QueryId id, std::uint32_t fact, Truth slot, bool check_scope);
  Truth matches_identity(const program::Query& query, std::uint32_t fact, Truth slot);
  Truth matches_time(const program::Query& query, std::uint32_t fact, bool check_scope);
  Truth matches_details(const program::Query& query, std::uint32_t fact);
  Truth matches_phase(const program::Query& query, std::uint32_t fact);
  bool gives_a_moment(const program::Query& query, std::uint32_t fact);
  void leave_rivals_out(const program::Query& query, Found& found);
  static void leave_rivals_out(const MomentState& given, Found& found);
  /// Notes why a possible match is only possible.
  void want_for(Why why, std::uint32_t fact);
  Truth taken_away(const program::Query& query, std::size_t exception, std::uint32_t fact);
  Truth spared_by_exceptions(const program::Query& query, std::uint32_t fact);
  Truth concerns(const std::vector<program::ConceptId>& wanted, const std::vector<program::ConceptId>& left_out, std::uint32_t fact, const char* attribute);
  Truth requires_treatment(const program::Query& query, std::uint32_t fact);
  bool is_contradicted(const Fact& fact) const;
  bool is_listed_absent(const Fact& fact) const;
  /// Where a `where` speaks of `fact`.
  Truth where(NodeId condition, std::uint32_t fact);
  void gather_wants(FindingId id, std::vector<Want>& wants) const;
  Found find(program::QueryId id, bool check_scope = true);
  void count(const program::Query& query, const Found& found, program::Value::Counting counting, std::int64_t& low, std::int64_t& high);
  Tally apart(program::DurationId distance, const Found& found);
  struct Start;
  Start start_of(std::uint32_t fact, bool by_clock) const;
  std::int64_t after(std::int64_t start, program::DurationId distance, bool by_clock);
  std::int64_t longest_chain(program::DurationId distance, const std::vector<Start>& starts, bool by_clock);
  std::vector<Want>* wants_ = nullptr;         // where matches() notes them; null where nobody asks
  bool is_complete_on(program::ConceptId concept_id, bool is_allergy_to) const;
  bool is_complete(program::QueryId id, std::int64_t enough);
  bool are_all_complete(const program::Query& query) const;
  bool has_enough_results(const program::Query& query, std::int64_t enough);
  void want_completeness(const program::Query& query);
  void note_found(const Found& found, FactUse::Part part);

  // therapies.cpp
  Truth decide_washout(const Node& node);
  Truth offends(const Node& node, std::uint32_t fact, const MomentState& before);
  void note_steadiness(const Node& node, const Fact& fact, const MomentState& before);
  void note_washout(const Node& node, std::uint32_t fact, Truth offending, const MomentState& before);
  Truth decide_on_treatment(const Node& node);
  Truth is_covered(const Node& node, const Found& found, Day first, Day last);
  Truth is_unchanged(const Node& node, const Found& found, Day first, Day last);
  std::optional<Interval> total_days(const program::Query& query, program::QueryId id);

  // results.cpp
  const Selection& selection(program::ResultId id);
  void select(const program::Result& result, Selection& out);
  static bool is_open(const Selection& selection);
  Truth is_valid(const program::Result& result, std::uint32_t fact);
  using Candidates = base::ShortList<Candidate, 4>;
  void keep_extreme_dates(Candidates& all, bool latest);
  void keep_extreme_days(Candidates& all, bool latest);
  void keep_extreme_values(Candidates& all, bool highest);
  bool take_open_mean(Selection& out);
  void take_mean(const program::Result& result, Selection& selection);
  void take_extreme(const program::Result& result, Selection& selection);
  void stand_for(Selection& selection, const Interval& amount);
  bool are_sure_numbers(const program::Result& result, Selection& selection);
  void want_result(const program::Result& result, Selection& selection, const std::vector<std::uint32_t>& stale,
                   const std::vector<std::uint32_t>& undated);
  Truth decide_choice_of_result(const Node& node);
  bool is_result_known(program::ResultId id);

  // direct.cpp: what is surely so; no answer where anything may be open
  Truth decide_plainly(NodeId id);
  Truth decide_members(const Step& step);
  template <class Windows>
  bool add_demands(const Windows& windows, std::size_t count, Demand& demand);
  const Settled& settled(program::ResultId id);
  Settled settle(program::ResultId id);
  Answer compare_directly(const ResultComparison& comparison);
  Answer choice_directly(const Node& node);
  Answer facts_directly(const Node& node, const FactsQuestion& asked);
  Answer washout_directly(const Node& node);

  // numbers.cpp
  Truth decide_compare(const Node& node);
  Truth compare_once(const Node& node);
  /// Null where unknown. `storage` holds the number where it is made here.
  const Interval* number(program::ValueId id, Interval& storage);
  const Interval* operate(const program::Value& value, Interval& storage);
  const Interval* result_number(const program::Value& value, Interval& storage);
  const Interval* chosen_number(program::ResultId id, program::Result::Reading reading, Interval& storage);
  const Interval* computed_number(const program::Result& result, Interval& storage);
  const Interval* steroid_dose(const program::Result& result, Interval& storage);
  const Interval* limit_number(const program::Value& value, Interval& storage);
  const Interval* limit_of(program::ResultId id, bool upper, Interval& storage);
  const Interval* attribute_number(const program::Value& value, Interval& storage);
  /// Evaluates `once` for every way to choose among candidates; what they do not agree on is unknown.
  template <class Once>
  Truth for_all_choices(Once once);
  struct Choice {                              // only of results with several ways
    program::ResultId result;
    std::uint32_t taken = 0;
    std::uint32_t ways = 2;
  };
  class FrameScope;
  std::uint32_t choice_for(program::ResultId id);
  void want_choices();
  std::optional<Interval> age_in_years();

  // evaluator.cpp
  void forget() { ++age_; }
  std::uint32_t first_of(program::SlotId slot) const { return index_.first(plan_.slots[slot.index()]); }
  void may_change_after(Day last) { steady_until_ = std::min(steady_until_, last); }
  /// Once screening reaches `day`.
  void may_change_on(Day day) {
    if (day > screening_) may_change_after(day - 1);
  }
  /// Once something that moves with screening, `duration` off, has gone on by more than so many days; never where they are
  /// negative.
  void may_change_beyond(std::int64_t days, program::DurationId duration);

  const program::Program& program_;
  SharedAnswers& shared_;
  const Plan& plan_;                           // in shared_
  const FactIndex& index_;                     // in shared_
  const model::PatientRecord* record_ = nullptr;
  const Fact* facts_ = nullptr;                // the record's
  const clinical::Vocabulary& vocabulary_;
  Recording* recording_ = nullptr;
  FindingId current_, last_;
  bool inside_where_ = false;

  Day shift_ = 0;
  Day screening_ = 0;
  bool is_for_today_alone_ = false;
  Day steady_until_ = value::kForever;         // the last screening day on which nothing asked can have changed (DayWatch)
  Span screening_span_;
  program::CohortId cohort_;
  std::optional<std::uint32_t> at_hand_;

  // What has been worked out since the record, the day or the cohort changed last. Each entry carries the age it was made
  // in; forgetting all of them is a step of `age_`.
  std::uint64_t age_ = 0;
  struct Memo {
    std::uint64_t age = 0;
    Day steady_until = value::kForever;
    Truth truth = Truth::kUnknown;
    FindingId finding;
  };
  struct MomentMemo {
    std::uint64_t age = 0;
    Day steady_until = value::kForever;
    MomentState state;
  };
  struct SelectionMemo {
    std::uint64_t age = 0;
    Day steady_until = value::kForever;
    Selection selection;
  };
  /// Of a window round a known day whose length is the same for all facts. The days stay when the age changes: the next
  /// patient's are often the same, and then the calendar is not asked again.
  struct WindowMemo {
    std::uint64_t age = 0;
    Day steady_until = value::kForever;
    bool is_made = false;
    bool moves_evenly = false;                 // where it moves at all
    bool has_giver = false;                    // a fact gives its moment, or several may
    Day at = 0, to = 0;
    Demand demand{};
  };
  std::vector<Memo> memos_;
  std::vector<MomentMemo> moments_;
  std::vector<SelectionMemo> selections_;      // only of plain evaluation, outside `where`
  std::vector<WindowMemo> windows_;
  struct SettledMemo {
    std::uint64_t age = 0;
    Settled settled;
  };
  std::vector<SettledMemo> settled_;           // by result

  std::vector<std::vector<Wait>> waits_;       // per duration in half-lives that was asked for: of each concept

  /// What one comparison has chosen among. Comparisons nest (in the `where` of an observation); each has its own.
  struct Frame {
    std::vector<std::pair<program::ResultId, Selection>> selections;
    std::vector<Choice> choices;
  };
  Frame& frame() { return *frame_; }
  std::deque<Frame> frames_;
  Frame* frame_ = nullptr;                     // the innermost
  std::size_t depth_ = 0;
};

}  // namespace eligo::eval
