// The order of facts in a record, of criteria in a file and of members in a list changes no status; neither does recording,
// nor the patients that were screened before, nor the programs of the same pass. A list of patients says of each what is
// said of the patient alone. Recording the unknown criteria alone finds the same wants.
#include <fmt/format.h>

#include "explain/render.h"
#include "explain/result_writer.h"
#include "explain/wants.h"
#include "law.h"

namespace eligo::laws {

namespace {

/// A criterion as a list whose members may stand in any order.
struct Reorderable {
  std::string head;                    // "inclusion C1: all of"
  std::vector<std::string> members;
  std::string tail;
};

Reorderable draw_criterion(Random& random, RuleWriter& writer, int number) {
  const std::string kind = random.word({"inclusion", "exclusion"});
  Reorderable drawn{fmt::format("{} C{}: {} of", kind, number, random.word({"all", "any", "none", "at least 2", "at most 2", "exactly 2"})), {}, ""};
  const bool has_direction = drawn.head.find("exactly") == std::string::npos;
  for (int left = random.between(3, 4); left > 0; --left) {
    std::string member = writer.condition();
    if (has_direction && random.chance(25)) member += " unless " + writer.condition(0);
    drawn.members.push_back(member);
  }
  if (random.chance(25)) drawn.tail = " unless " + writer.condition(0);
  return drawn;
}

std::string text_of(const std::vector<Reorderable>& criteria) {
  std::string text;
  for (const Reorderable& one : criteria) text += fmt::format("{} {{ {} }}{}\n", one.head, fmt::join(one.members, ", "), one.tail);
  return text;
}

/// What two readings of the same criteria must agree on.
struct Reading {
  std::string rules;
  Statuses found;
};

std::optional<Breach> breach(const std::string& law, const Reading& one, const Reading& other, const std::string& record = "") {
  const auto difference = first_difference(one.found, other.found);
  if (!difference) return std::nullopt;
  return Breach{law, *difference, only_criterion(one.rules, *difference), record.empty() ? only_criterion(other.rules, *difference) : record};
}

std::string told_alone(const program::Program& program, const model::PatientRecord& record) {
  const eval::Outcome outcome = eval::evaluate(program, record, eval::Detail::kRecorded);
  return explain::render_json(explain::explain(program, record, outcome, eval::eligibility_window(program, record), {}), explain::JsonLayout::kOneLine);
}

/// What goes from one patient of a list to the next.
struct List {
  explicit List(const program::Program& program) : screener(program), writer(program, {}) {}
  std::string told(const model::PatientRecord& record) {
    const eval::Outcome& outcome = screener.reasons(record);
    std::string out;
    writer.append(record, outcome, screener.eligibility_window(), out);
    return out + "\n";
  }
  eval::Screener screener;
  explain::ResultWriter writer;
};

/// What would settle the unknown criteria, of a recorded outcome.
std::string wants_of(const program::Program& program, const eval::Outcome& outcome) {
  std::string text;
  for (const eval::CriterionOutcome& one : outcome.criteria) {
    if (one.status != eval::Status::kUnknown) continue;
    text += program.criteria[one.criterion].id + ":";
    for (const explain::OpenWant& want : explain::open_wants(program, outcome.recording, one.finding)) text += fmt::format(" {} {},", want.of, eval::name_of(want.why));
    text += "\n";
  }
  return text;
}

/// All criteria recorded, against the unknown ones alone.
std::optional<Breach> other_wants(const program::Program& program, eval::Screener& screener, const model::PatientRecord& record, const std::string& rules) {
  const std::string all = wants_of(program, screener.recorded(record));
  screener.statuses(record);
  const std::string alone = wants_of(program, screener.record_unknown());
  if (all == alone) return std::nullopt;
  return Breach{"recording the unknown criteria alone finds the same wants", fmt::format("{}\nthen\n{}", all, alone), rules, ""};
}

}  // namespace

Question draw_orders(Random& random, const EngineUnderTest& engine, Day screening) {
  RuleWriter writer(random, {}, screening);
  std::vector<Reorderable> criteria;
  for (int number = 0; number < 6; ++number) criteria.push_back(draw_criterion(random, writer, number));
  const std::string opening = frame(random);
  const std::string rules = with_dates(opening + text_of(criteria));
  for (Reorderable& one : criteria) random.shuffle(one.members);
  const std::string members_moved = with_dates(opening + text_of(criteria));
  random.shuffle(criteria);
  const std::string criteria_moved = with_dates(opening + text_of(criteria));

  const auto program = engine.compiled(rules);
  const auto with_members_moved = engine.compiled(members_moved);
  const auto with_criteria_moved = engine.compiled(criteria_moved);
  const auto screener = std::make_shared<eval::Screener>(*program);   // one for all records of this file
  const auto group = std::make_shared<eval::ScreenerGroup>(std::vector<const program::Program*>{with_criteria_moved.get(), program.get(), with_members_moved.get()});
  const auto list = std::make_shared<List>(*program);
  const auto ask = [=, &engine](const DrawnRecord& record, std::uint64_t seed) -> std::optional<Breach> {
    const model::PatientRecord read = engine.read(record.json());
    const Reading found{rules, statuses(*program, read)};
    if (auto it = breach("recording changes no status", found, {rules, statuses(*program, read, eval::Detail::kRecorded)})) return it;
    if (auto it = breach("the patients before change no status", found, {rules, statuses(*program, screener->statuses(read))})) return it;
    if (auto it = breach("the patients before change no status, recorded", found, {rules, statuses(*program, screener->recorded(read))})) return it;
    group->turn_to(read);
    if (auto it = breach("programs of the same pass change no status", {criteria_moved, statuses(*with_criteria_moved, read)}, {criteria_moved, statuses(*with_criteria_moved, (*group)[0].statuses(read))})) return it;
    if (auto it = breach("programs asked before change no status", found, {rules, statuses(*program, (*group)[1].statuses(read))})) return it;
    if (auto it = breach("programs asked before change no status, recorded", {members_moved, statuses(*with_members_moved, read)}, {members_moved, statuses(*with_members_moved, (*group)[2].recorded(read))})) return it;
    const std::string alone = told_alone(*program, read), in_list = list->told(read);
    if (alone != in_list) return Breach{"a list says of a patient what is said of the patient alone", in_list, rules, alone};
    if (auto it = other_wants(*program, *screener, read, rules)) return it;
    if (auto it = breach("the order of members changes no status", found, {members_moved, statuses(*with_members_moved, read)})) return it;
    if (auto it = breach("the order of criteria changes no status", found, {criteria_moved, statuses(*with_criteria_moved, read)})) return it;
    Random chance(seed);
    DrawnRecord moved = record;
    chance.shuffle(moved.facts);
    return breach("the order of facts changes no status", found, {rules, statuses(*program, engine.read(moved.json()))}, moved.json());
  };
  return {{}, 8, {}, ask};
}

}  // namespace eligo::laws
