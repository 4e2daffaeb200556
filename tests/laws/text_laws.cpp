// Printed rules are the rules; rules and records moved together by whole days give the same answers; telling what a record
// left open overturns no settled answer where the record claims no completeness.
#include <fmt/format.h>

#include "law.h"
#include "syntax/print.h"

namespace eligo::laws {

namespace {

std::string draw_criteria(Random& random, RuleWriter& writer, int count) {
  std::string text;
  for (int number = 0; number < count; ++number) {
    text += fmt::format("{} C{}: ", random.word({"inclusion", "exclusion"}), number);
    if (random.chance(10)) text += "if " + writer.condition(0) + " then ";
    text += writer.condition();
    if (random.chance(15)) text += " unless " + writer.condition(0);
    text += "\n";
  }
  return text;
}

}  // namespace

std::optional<std::string> first_difference(const Statuses& one, const Statuses& other) {
  for (const auto& [id, status] : one) {
    const auto found = other.find(id);
    if (found == other.end()) return id + " is missing";
    if (found->second != status) return fmt::format("{} is {}, then {}", id, eval::name_of(status), eval::name_of(found->second));
  }
  return std::nullopt;
}

std::string only_criterion(const std::string& rules, const std::string& difference) {
  const std::string id = " " + difference.substr(0, difference.find(' ')) + ":";
  std::string kept;
  for (std::size_t at = 0; at < rules.size();) {
    const std::size_t end = rules.find('\n', at) + 1;
    const std::string line = rules.substr(at, end - at);
    const bool is_criterion = line.starts_with("inclusion ") || line.starts_with("exclusion ");
    if (!is_criterion || line.find(id) != std::string::npos) kept += line;
    at = end;
  }
  return kept;
}

Question draw_round_trip(Random& random, const EngineUnderTest& engine, Day screening) {
  RuleWriter writer(random, {}, screening);
  const std::string rules = with_dates(frame(random) + draw_criteria(random, writer, 6));
  const auto ask = [rules, &engine](const DrawnRecord& record, std::uint64_t) -> std::optional<Breach> {
    const auto file = engine.parsed(rules);
    const std::string printed = syntax::print(*file);
    const auto again = engine.parsed(printed);
    if (syntax::dump(*file) != syntax::dump(*again)) return Breach{"printed rules parse to the same tree", "the trees differ", rules, printed};
    if (syntax::print(*again) != printed) return Breach{"printing twice changes nothing", "the texts differ", rules, printed};
    const model::PatientRecord read = engine.read(record.json());
    const auto difference = first_difference(statuses(*engine.compiled(rules), read), statuses(*engine.compiled(printed), read));
    if (difference) return Breach{"printed rules give the same statuses", *difference, only_criterion(rules, *difference), printed};
    return std::nullopt;
  };
  return {{}, 3, {}, ask};
}

Question draw_shift(Random& random, const EngineUnderTest& engine, Day screening) {
  RuleWriter writer(random, {.may_use_calendar = false, .may_use_clock = true, .only_monotone = false}, screening);
  const std::string text = frame(random) + draw_criteria(random, writer, 8);
  const Day days = random.between(1, 900);
  const auto program = engine.compiled(with_dates(text));
  const auto moved = engine.compiled(with_dates(text, days));
  const auto ask = [=, &engine](const DrawnRecord& record, std::uint64_t) -> std::optional<Breach> {
    const auto difference = first_difference(statuses(*program, engine.read(record.json())), statuses(*moved, engine.read(record.json(days))));
    if (!difference) return std::nullopt;
    return Breach{"whole days move nothing but dates", *difference, only_criterion(with_dates(text), *difference), record.json(days)};
  };
  return {{.may_be_complete = true, .only_full_dates = true, .may_be_broken = true}, 8, {}, ask};
}

Question draw_filling(Random& random, const EngineUnderTest& engine, Day screening) {
  RuleWriter writer(random, {.may_use_calendar = true, .may_use_clock = true, .only_monotone = true}, screening);
  const std::string rules = with_dates(frame(random) + draw_criteria(random, writer, 12));
  const auto program = engine.compiled(rules);
  const auto ask = [=, &engine](const DrawnRecord& record, std::uint64_t seed) -> std::optional<Breach> {
    Random chance(seed);
    const DrawnRecord fuller = filled_in(chance, record);
    const Statuses before = statuses(*program, engine.read(record.json()));
    const Statuses after = statuses(*program, engine.read(fuller.json()));
    for (const auto& [id, status] : before) {
      if (status == eval::Status::kUnknown || truth_of(status, true) == truth_of(after.at(id), true)) continue;
      const std::string difference = fmt::format("{} is {}, then {}", id, eval::name_of(status), eval::name_of(after.at(id)));
      return Breach{"a filled gap overturns no settled answer", difference, only_criterion(rules, difference), fuller.json()};
    }
    return std::nullopt;
  };
  return {{.may_be_complete = false, .only_full_dates = false, .may_be_broken = true}, 12, {}, ask};
}

}  // namespace eligo::laws
