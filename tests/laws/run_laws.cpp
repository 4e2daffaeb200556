// Draws rules and records by chance and holds the laws of the language against them.
// Usage: laws VOCABULARY [SEED] [ROUND]. The environment's ELIGO_SEED stands in for SEED. A run is told by its seed alone;
// ROUND replays one round of it. Prints every breach with the smallest record found; exit code 1 where there is one.
#include <charconv>
#include <cstdlib>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "law.h"

namespace eligo::laws {

namespace {

constexpr std::uint64_t kUsualSeed = 20261122;
constexpr std::size_t kMostBreaches = 4;      // of one family, then the next has its turn

const std::vector<Family>& families() {
  static const std::vector<Family> kFamilies = {
      {"logic, counts, exceptions, washouts", draw_logic, 100, 12}, {"windows", draw_windows, 30, 20}, {"order and recording", draw_orders, 100, 12},
      {"printing", draw_round_trip, 120, 1},                        {"moving dates", draw_shift, 80, 12}, {"filling gaps", draw_filling, 160, 12},
      {"eligibility window", draw_eligibility, 60, 4},
      {"citations suffice", draw_citations, 100, 12},               {"cited conditions", draw_leaves, 60, 12}, {"cited facts matter", draw_removals, 60, 12},
      {"requests move on", draw_requests, 100, 8},
  };
  return kFamilies;
}

/// The record without the facts that the breach does not need.
DrawnRecord shrunk(const Question& question, DrawnRecord record, std::uint64_t seed) {
  for (std::size_t i = 0; i < record.facts.size();) {
    DrawnRecord fewer = record;
    fewer.facts.erase(fewer.facts.begin() + static_cast<std::ptrdiff_t>(i));
    if (question.ask(fewer, seed)) record = fewer;
    else ++i;
  }
  return record;
}

class Run {
 public:
  Run(const EngineUnderTest& engine, std::uint64_t seed) : engine_(engine), seed_(seed) {}

  /// All rounds, or the one asked for.
  int rounds(std::optional<std::size_t> only) {
    fmt::print("seed {}\n", seed_);
    std::size_t round = 0;
    for (const Family& family : families()) {
      const std::size_t enough = breaches_ + kMostBreaches;
      for (std::size_t file = 0; file < family.files; ++file, ++round) {
        if (breaches_ < enough && (!only || *only == round)) hold(family, round);
      }
      fmt::print("{:>7} cases  {}\n", cases_[family.name], family.name);
    }
    fmt::print("{:>7} cases in all, {} breaches\n", total_, breaches_);
    return breaches_ == 0 ? 0 : 1;
  }

 private:
  void hold(const Family& family, std::size_t round) {
    Random random(seed_ * 1000003 + round);
    const Day screening = 20000 + random.between(0, 1500);
    const Question question = family.draw(random, engine_, screening);
    for (std::size_t n = 0; n < family.records; ++n) {
      DrawnRecord record = draw_record(random, question.shape, screening);
      if (question.prepare) question.prepare(random, record);
      const std::uint64_t seed = random.next();
      cases_[family.name] += question.cases;
      total_ += question.cases;
      if (question.ask(record, seed)) return tell(question, shrunk(question, record, seed), seed, round);
    }
  }

  void tell(const Question& question, const DrawnRecord& record, std::uint64_t seed, std::size_t round) {
    const std::optional<Breach> breach = question.ask(record, seed);
    breaches_ += 1;
    fmt::print("BREACH of: {}\n  {}\n--- rules\n{}--- record\n{}\n", breach->law, breach->what, breach->rules, record.json());
    if (!breach->further.empty()) fmt::print("--- against\n{}\n", breach->further);
    fmt::print("--- again by: laws VOCABULARY {} {}\n\n", seed_, round);
  }

  const EngineUnderTest& engine_;
  std::uint64_t seed_;
  std::map<std::string, std::size_t> cases_;
  std::size_t total_ = 0, breaches_ = 0;
};

std::optional<std::uint64_t> number(const char* text) {
  if (text == nullptr) return std::nullopt;
  const std::string_view all = text;
  std::uint64_t value = 0;
  const auto result = std::from_chars(all.data(), all.data() + all.size(), value);
  if (result.ec != std::errc() || result.ptr != all.data() + all.size()) throw std::runtime_error("no number: " + std::string(all));
  return value;
}

int run(int argc, char** argv) {
  if (argc < 2) throw std::runtime_error("laws VOCABULARY [SEED] [ROUND]");
  const auto seed = number(argc > 2 ? argv[2] : std::getenv("ELIGO_SEED"));
  const auto round = number(argc > 3 ? argv[3] : nullptr);
  const EngineUnderTest engine(argv[1]);
  return Run(engine, seed.value_or(kUsualSeed)).rounds(round);
}

}  // namespace

}  // namespace eligo::laws

int main(int argc, char** argv) {
  try {
    return eligo::laws::run(argc, argv);
  } catch (const std::runtime_error& error) {
    fmt::print("{}\n", error.what());
    return 2;
  }
}
