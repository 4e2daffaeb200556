// The criteria of the n-th pair are Ln and Rn.
#include "pairs.h"

#include <fmt/format.h>

namespace eligo::laws {

void Pairs::equal(const std::string& law, const std::string& left, const std::string& right, bool is_inclusion) {
  pairs_.push_back({law, left, right, is_inclusion, false});
}

void Pairs::opposite(const std::string& law, const std::string& left, const std::string& right) { pairs_.push_back({law, left, right, true, true}); }

std::string Pairs::text_of(std::size_t n) const {
  const char* kind = pairs_[n].is_inclusion ? "inclusion" : "exclusion";
  return with_dates(fmt::format("{} L{}: {}\n{} R{}: {}\n", kind, n, pairs_[n].left, kind, n, pairs_[n].right));
}

std::optional<Breach> Pairs::breach(const std::string& opening, const Statuses& found) const {
  for (std::size_t n = 0; n < pairs_.size(); ++n) {
    const Pair& pair = pairs_[n];
    const value::Truth left = truth_of(found.at(fmt::format("L{}", n)), pair.is_inclusion);
    const value::Truth right = truth_of(found.at(fmt::format("R{}", n)), pair.is_inclusion);
    if (left == (pair.is_opposite ? !right : right)) continue;
    return Breach{pair.law, fmt::format("L{} is {}, R{} is {}", n, value::name_of(left), n, value::name_of(right)), opening + text_of(n), ""};
  }
  return std::nullopt;
}

Question Pairs::question(const EngineUnderTest& engine, const std::string& opening, const RecordShape& shape) const {
  std::string rules = opening;
  for (std::size_t n = 0; n < pairs_.size(); ++n) rules += text_of(n);
  const auto program = engine.compiled(rules);
  return {shape, pairs_.size(), {}, [pairs = *this, opening, program, &engine](const DrawnRecord& record, std::uint64_t) {
            return pairs.breach(opening, statuses(*program, engine.read(record.json())));
          }};
}

}  // namespace eligo::laws
