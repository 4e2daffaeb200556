// Rule files with a word taken out, doubled, swapped or put in: whatever comes of it, the parser answers, tells of its
// mistakes, and what it understands prints and parses to the same tree. Seeded; the seed is printed on failure.
#include <random>
#include <sstream>

#include "catch.h"
#include "support.h"

namespace eligo::syntax::test {

namespace {

constexpr unsigned kSeed = 20261122;
constexpr int kRounds = 3000;

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> result;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    for (std::string word; words >> word;) result.push_back(word);
    result.emplace_back("\n");
  }
  return result;
}

std::string joined(const std::vector<std::string>& words) {
  std::string result;
  for (const std::string& word : words) result += word + ' ';
  return result;
}

class Mutator {
 public:
  explicit Mutator(std::vector<RuleFile> files) : files_(std::move(files)) {}

  std::string next() {
    std::vector<std::string> words = words_of(files_[pick(files_.size())].text);
    const std::vector<std::string> others = words_of(files_[pick(files_.size())].text);
    for (std::size_t times = 1 + pick(3); times > 0 && words.size() > 2; --times) {
      const std::size_t at = pick(words.size() - 1);
      switch (pick(4)) {
        case 0: words.erase(words.begin() + static_cast<std::ptrdiff_t>(at)); break;
        case 1: words.insert(words.begin() + static_cast<std::ptrdiff_t>(at), std::string(words[at])); break;
        case 2: std::swap(words[at], words[at + 1]); break;
        default: words[at] = others[pick(others.size())]; break;
      }
    }
    return joined(words);
  }

 private:
  std::size_t pick(std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_); }

  std::vector<RuleFile> files_;
  std::mt19937 random_{kSeed};
};

}  // namespace

TEST_CASE("mutated_rule_files_are_survived_and_keep_the_laws") {
  std::vector<RuleFile> files = own_rule_files();
  for (RuleFile& each : conformance_rules()) files.push_back(std::move(each));
  Mutator mutator(std::move(files));
  int sound = 0;
  for (int round = 0; round < kRounds; ++round) {
    const std::string text = mutator.next();
    INFO("seed " << kSeed << ", round " << round << "\n" << text);
    const Parsed parsed = parse_text(text);
    REQUIRE(parsed.file);
    REQUIRE(parsed.mistakes.size() <= 20);
    if (!parsed.mistakes.empty()) continue;
    ++sound;
    const std::string printed = print(*parsed.file);
    const Parsed again = parse_text(printed);
    REQUIRE(again.mistakes == std::vector<std::string>());
    REQUIRE(dump(*again.file) == dump(*parsed.file));
    REQUIRE(print(*again.file) == printed);
  }
  CHECK(sound > kRounds / 10);
  CHECK(sound < kRounds);
}

}  // namespace eligo::syntax::test
