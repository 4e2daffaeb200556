// Facts are found again by their places: the n-th of a kind stands at n in the list of that kind.
#include "soundness.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace eligo::laws {

void Citations::add(const std::vector<explain::CitedFact>& facts) {
  for (const explain::CitedFact& fact : facts) {
    places.insert(fact.at);
    if (fact.at == "history.complete") complete_kinds.insert(fact.of);
  }
}

Citations cited_by(const explain::CriterionReport& criterion) {
  Citations citations;
  for (const explain::Reason& reason : criterion.reasons) citations.add(reason.facts);
  for (const explain::Reason& reason : criterion.proof) citations.add(reason.facts);
  return citations;
}

explain::Report report_of(const program::Program& program, const model::PatientRecord& record) {
  return explain::explain(program, record, eval::evaluate(program, record, eval::Detail::kRecorded), {}, {});
}

std::vector<std::string> places_of(const DrawnRecord& record) {
  std::vector<std::string> places;
  std::map<Kind, std::size_t> seen;
  for (const DrawnFact& fact : record.facts) places.push_back(fmt::format("{}[{}]", clinical::list_name_of(fact.kind), seen[fact.kind]++));
  return places;
}

DrawnRecord only_cited(const DrawnRecord& record, const Citations& citations) {
  const auto is_cited = [&](const std::string& place) { return citations.places.contains(place); };
  DrawnRecord kept = record;
  kept.facts.clear();
  const std::vector<std::string> places = places_of(record);
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (is_cited(places[i])) kept.facts.push_back(record.facts[i]);
  }
  kept.absent.clear();
  for (std::size_t i = 0; i < record.absent.size(); ++i) {
    if (is_cited(fmt::format("absent[{}]", i))) kept.absent.push_back(record.absent[i]);
  }
  std::erase_if(kept.complete, [&](Kind kind) { return !citations.complete_kinds.contains(clinical::list_name_of(kind)); });
  std::erase_if(kept.answers, [&](const auto& answer) { return !is_cited("answers." + answer.first); });
  std::erase_if(kept.moments, [&](const auto& moment) { return !is_cited("dates." + moment.first); });
  if (!is_cited("birth_date")) kept.birth.reset();
  if (!is_cited("sex")) kept.sex.clear();
  return kept;
}

std::string draw_explained_criteria(Random& random, RuleWriter& writer, int count) {
  std::string text;
  for (int number = 0; number < count; ++number) {
    text += fmt::format("{} C{}: ", random.word({"inclusion", "exclusion"}), number);
    if (random.chance(40)) {
      text += random.word({"all of { ", "any of { ", "none of { ", "at least 2 of { ", "at most 1 of { "});
      for (int left = random.between(2, 4); left > 0; --left) text += writer.condition() + (random.chance(25) ? " unless " + writer.condition(0) : "") + ", ";
      text += "}";
    } else {
      if (random.chance(12)) text += "if " + writer.condition(0) + " then ";
      text += writer.condition();
    }
    if (random.chance(20)) text += " unless " + writer.condition(0);
    text += "\n";
  }
  return text;
}

}  // namespace eligo::laws
