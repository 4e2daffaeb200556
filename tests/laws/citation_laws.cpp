// Reasons rest on what they cite: with nothing else on record each criterion comes to the same status, and so does each
// condition that is held responsible, by itself; without a fact that a failing criterion cites, something it says is otherwise;
// each drug that a failed washout cites makes it fail without the others.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "explain/reason_tree.h"
#include "explain/sentences.h"
#include "law.h"
#include "soundness.h"

namespace eligo::laws {

namespace {

std::string draw_rules(Random& random, Day screening, int count) {
  RuleWriter writer(random, {}, screening);
  return with_dates(frame(random) + draw_explained_criteria(random, writer, count));
}

/// All that a criterion's report says, without citations.
std::string said(const explain::CriterionReport& criterion) {
  std::string text = eval::name_of(criterion.status);
  for (const explain::Reason& reason : criterion.reasons) text += fmt::format("\n  {}: {}", reason.id, fmt::join(reason.sentences, "; "));
  for (const explain::Missing& missing : criterion.missing) text += fmt::format("\n  missing: {} ({})", missing.text, fmt::join(missing.members, ", "));
  return text + fmt::format("\n  used: {}\n  open: {}", fmt::join(criterion.exceptions_used, "; "), fmt::join(criterion.exceptions_open, "; "));
}

/// The records in which one of the drugs that a failed washout cites stands without the others. None where a drug also tells
/// when the moment was.
std::vector<DrawnRecord> each_drug_alone(const DrawnRecord& record, const model::PatientRecord& read, const eval::Finding& washout, const Citations& cited) {
  std::set<std::uint32_t> found, moments;
  for (const eval::WashoutFound& it : washout.washouts) found.insert(it.fact);
  for (const eval::FactUse& use : washout.facts) {
    if (use.part == eval::FactUse::Part::kMoment) moments.insert(use.fact);
  }
  std::vector<DrawnRecord> out;
  const std::vector<std::string> places = places_of(record);
  for (const std::uint32_t drug : found) {
    if (!cited.places.contains(model::to_text(read.facts[drug].place))) continue;
    std::set<std::string> others;
    for (const std::uint32_t other : found) {
      if (moments.contains(other)) return {};
      if (other != drug) others.insert(model::to_text(read.facts[other].place));
    }
    DrawnRecord alone = record;
    for (std::size_t i = places.size(); i-- > 0;) {
      if (others.contains(places[i])) alone.facts.erase(alone.facts.begin() + static_cast<std::ptrdiff_t>(i));
    }
    out.push_back(std::move(alone));
  }
  return out;
}

}  // namespace

Question draw_citations(Random& random, const EngineUnderTest& engine, Day screening) {
  constexpr int kCriteria = 8;
  const std::string rules = draw_rules(random, screening, kCriteria);
  const auto program = engine.compiled(rules);
  const auto ask = [=, &engine](const DrawnRecord& record, std::uint64_t) -> std::optional<Breach> {
    for (const explain::CriterionReport& criterion : report_of(*program, engine.read(record.json())).criteria) {
      const DrawnRecord cited = only_cited(record, cited_by(criterion));
      const eval::Status again = statuses(*program, engine.read(cited.json())).at(criterion.id);
      if (truth_of(again, true) == truth_of(criterion.status, true)) continue;   // not applicable counts as pass
      const std::string difference = fmt::format("{} is {}, then {}", criterion.id, said(criterion), eval::name_of(again));
      return Breach{"what a criterion cites is enough for its status", difference, only_criterion(rules, difference), cited.json()};
    }
    return std::nullopt;
  };
  return {{}, kCriteria, {}, ask};
}

Question draw_leaves(Random& random, const EngineUnderTest& engine, Day screening) {
  constexpr int kCriteria = 8;
  const std::string opening = frame(random);
  RuleWriter writer(random, {}, screening);
  const std::string rules = with_dates(opening + draw_explained_criteria(random, writer, kCriteria));
  const auto program = engine.compiled(rules);
  using Compiled = std::map<std::string, std::shared_ptr<const program::Program>>;
  const auto ask = [=, &engine, alone = std::make_shared<Compiled>()](const DrawnRecord& record, std::uint64_t) -> std::optional<Breach> {
    const model::PatientRecord read = engine.read(record.json());
    const eval::Outcome outcome = eval::evaluate(*program, read, eval::Detail::kRecorded);
    explain::Prepared prepared(*program);
    const explain::Scene scene{*program, read, outcome.recording, prepared};
    for (const eval::CriterionOutcome& criterion : outcome.criteria) {
      for (const explain::ResponsibleLeaf& leaf : explain::responsible_leaves(*program, outcome.recording, criterion.finding)) {
        const eval::Finding& finding = outcome.recording[leaf.finding];
        if ((*program)[finding.node].text.find("(if ") != std::string::npos) continue;   // a branch of a value, which has no text of its own
        const std::string one = opening + "inclusion P0: " + (*program)[finding.node].text + "\n";
        auto& compiled = (*alone)[one];
        if (!compiled) compiled = engine.compiled(one);
        Citations citations;
        explain::Sentence sentence;
        explain::tell(scene, leaf.finding, explain::Tone::kCredit, sentence);
        citations.add(explain::spelled(scene, sentence.facts));
        const DrawnRecord cited = only_cited(record, citations);
        for (const DrawnRecord& known : {record, cited}) {
          const value::Truth truth = truth_of(statuses(*compiled, engine.read(known.json())).at("P0"), true);
          if (truth == finding.truth) continue;
          const std::string what = fmt::format("{}: {} in the reason ({}), {} by itself", leaf.address, value::name_of(finding.truth), sentence.text, value::name_of(truth));
          return Breach{"a cited condition has the truth that its reason claims", what, one, known.json()};
        }
        if ((*program)[finding.node].op != program::Node::Op::kWashedOut || !value::is_false(finding.truth)) continue;
        for (const DrawnRecord& one_drug : each_drug_alone(record, read, finding, citations)) {
          if (value::is_false(truth_of(statuses(*compiled, engine.read(one_drug.json())).at("P0"), true))) continue;
          const std::string what = fmt::format("{}: {} does not fail with one of its drugs alone", leaf.address, sentence.text);
          return Breach{"each drug that a failed washout cites makes it fail by itself", what, one, one_drug.json()};
        }
      }
    }
    return std::nullopt;
  };
  return {{}, kCriteria, {}, ask};
}

namespace {

/// For each criterion that fails, the facts that the conditions responsible for it surely rest on (not those that only tell
/// when a moment was, or what a selector requires): indices into the record's facts. Days of treatment are joined, so that
/// one fact may stand for another.
std::map<std::size_t, std::set<std::uint32_t>> used_against(const program::Program& program, const eval::Outcome& outcome) {
  std::map<std::size_t, std::set<std::uint32_t>> used;
  for (std::size_t i = 0; i < outcome.criteria.size(); ++i) {
    if (outcome.criteria[i].status != eval::Status::kFail) continue;
    for (const explain::ResponsibleLeaf& leaf : explain::responsible_leaves(program, outcome.recording, outcome.criteria[i].finding)) {
      if (program[outcome.recording[leaf.finding].node].text.starts_with("total time on")) continue;
      for (const eval::FactUse& use : outcome.recording[leaf.finding].facts) {
        if (use.part != eval::FactUse::Part::kMoment && value::is_true(use.match)) used[i].insert(use.fact);
      }
    }
  }
  return used;
}

}  // namespace

Question draw_removals(Random& random, const EngineUnderTest& engine, Day screening) {
  constexpr int kCriteria = 8;
  const std::string rules = draw_rules(random, screening, kCriteria);
  const auto program = engine.compiled(rules);
  const auto ask = [=, &engine](const DrawnRecord& record, std::uint64_t) -> std::optional<Breach> {
    const model::PatientRecord read = engine.read(record.json());
    const explain::Report report = report_of(*program, read);
    const std::vector<std::string> places = places_of(record);
    for (const auto& [index, facts] : used_against(*program, eval::evaluate(*program, read, eval::Detail::kRecorded))) {
      const explain::CriterionReport& criterion = report.criteria[index];
      const std::set<std::string> cited = cited_by(criterion).places;
      for (const std::uint32_t fact : facts) {
        const std::string place = model::to_text(read.facts[fact].place);
        if (!cited.contains(place)) continue;
        DrawnRecord without = record;
        without.facts.erase(without.facts.begin() + (std::find(places.begin(), places.end(), place) - places.begin()));
        if (said(criterion) != said(report_of(*program, engine.read(without.json())).criteria[index])) continue;
        const std::string difference = fmt::format("{} is {}, with and without {}", criterion.id, said(criterion), place);
        return Breach{"without a fact that a failing criterion cites, it says something else", difference, only_criterion(rules, difference), without.json()};
      }
    }
    return std::nullopt;
  };
  return {{}, kCriteria, {}, ask};
}

}  // namespace eligo::laws
