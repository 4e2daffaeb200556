// What a report asks for is worth asking: whoever supplies it, whatever the answer, settles the criterion or is asked for
// something else. The same request never comes back unchanged.
#include <algorithm>

#include <fmt/format.h>

#include "law.h"
#include "soundness.h"
#include "supplied.h"

namespace eligo::laws {

namespace {

bool is_same(const explain::Missing& one, const explain::Missing& other) {
  return one.of == other.of && one.why == other.why && one.text == other.text && one.members == other.members;
}

/// Whether the criterion is settled, or asks for something else.
bool moves_on(const explain::CriterionReport& criterion, const explain::Missing& asked) {
  if (criterion.status != eval::Status::kUnknown) return true;
  return std::none_of(criterion.missing.begin(), criterion.missing.end(), [&](const explain::Missing& missing) { return is_same(missing, asked); });
}

}  // namespace

Question draw_requests(Random& random, const EngineUnderTest& engine, Day screening) {
  RuleWriter writer(random, {}, screening);
  const std::string rules = with_dates(frame(random) + draw_explained_criteria(random, writer, 4));
  const auto program = engine.compiled(rules);
  const auto ask = [=, &engine](const DrawnRecord& record, std::uint64_t) -> std::optional<Breach> {
    const explain::Report report = report_of(*program, engine.read(record.json()));
    for (std::size_t i = 0; i < report.criteria.size(); ++i) {
      if (report.criteria[i].status != eval::Status::kUnknown) continue;
      for (const explain::Missing& missing : report.criteria[i].missing) {
        for (const Supply& supply : supplies(missing, record, engine.vocabulary())) {
          const bool is_good = std::any_of(supply.records.begin(), supply.records.end(), [&](const DrawnRecord& supplied) {
            return moves_on(report_of(*program, engine.read(supplied.json())).criteria[i], missing);
          });
          if (is_good) continue;
          const std::string difference = fmt::format("{} asks for {} ({}: {}), and again after: {}", report.criteria[i].id, missing.of, eval::name_of(missing.why), missing.text, supply.what);
          return Breach{"what is supplied moves a request on", difference, only_criterion(rules, difference), supply.records.front().json()};
        }
      }
    }
    return std::nullopt;
  };
  return {{}, 4, {}, ask};
}

}  // namespace eligo::laws
