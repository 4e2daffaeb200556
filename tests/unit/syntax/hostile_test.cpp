// Hostile texts of up to 1 MiB: each is answered within a second and 256 MiB, and none crashes.
#include <sys/resource.h>

#include <ctime>
#include <random>

#include "catch.h"
#include "support.h"

namespace eligo::syntax::test {

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double kMostSeconds = 40;
constexpr long kMostMegabytes = 4096;
#elif defined(NDEBUG)
constexpr double kMostSeconds = 1;
constexpr long kMostMegabytes = 256;
#else
constexpr double kMostSeconds = 4;
constexpr long kMostMegabytes = 256;
#endif

const std::string kHead = "protocol T\ninclusion I1: ";

std::string repeated(const std::string& text, std::size_t times) {
  std::string result;
  result.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

std::string filled(const std::string& begin, const std::string& text) {
  return begin + repeated(text, (kLargestFile - begin.size()) / text.size());
}

void survives(const std::string& name, const std::string& text) {
  INFO(name);
  const std::clock_t begin = std::clock();
  const Parsed parsed = parse_text(text);
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  CHECK(seconds < kMostSeconds);
  CHECK(usage.ru_maxrss / 1024 < kMostMegabytes);
  CHECK(parsed.mistakes.size() <= 100);
}

}  // namespace

TEST_CASE("one_thing_repeated_up_to_1_MiB_is_survived") {
  for (const char* each : {"(", "{", "[", "if ", "not ", "-", "\"", "\"\" ", "\n", "#\n", ",", ".", "1 ", "a ", "a/", "a[", "a.", "\xc3\xa9",
                           "inclusion ", "Inclusion ", "any a where ", "then ", "1+", "1:1", "a is ", "{1/", "x10^", "a\\"}) {
    survives(each, filled("", each));
    survives(std::string("in a rule: ") + each, filled(kHead, each));
  }
}

TEST_CASE("nested_brackets_are_survived") {
  survives("5,000 open brackets", kHead + repeated("(", 5000));
  survives("20,000 nested brackets", kHead + repeated("(", 20000) + "a" + repeated(")", 20000));
  survives("20,000 nested lists", kHead + repeated("any of {", 20000) + "a" + repeated("}", 20000));
  survives("else if", kHead + repeated("if a then b else ", 50000));
  survives("longer of", kHead + "any a at least " + repeated("longer of (", 60000));
}

TEST_CASE("flat_chains_of_100000_operands_are_parsed") {
  for (const char* word : {"and", "or"}) {
    const Parsed parsed = parse_text(kHead + repeated("a " + std::string(word) + " ", 99999) + "a");
    CHECK(parsed.mistakes == std::vector<std::string>());
    REQUIRE(parsed.file);
    const std::string printed = print(*parsed.file);
    CHECK(parse_text(printed).mistakes == std::vector<std::string>());
    CHECK(dump(*parsed.file).size() > 100000);
  }
}

TEST_CASE("the_largest_items_are_survived") {
  constexpr std::size_t kMost = 209'000;
  survives("members", kHead + "any of {" + repeated("any a,", kMost / 3) + "}");
  survives("members in lists", kHead + repeated("any of {", 60) + repeated("any a,", kMost / 3 - 200) + repeated("}", 60));
  survives("members in lists, one not closed", kHead + repeated("any of {", 60) + repeated("any a,", kMost / 3 - 200) + repeated("}", 59));
  survives("a mistake at the end", kHead + repeated("a and ", kMost / 2) + "and");
  survives("a mistake at the end of branches", kHead + repeated("if a then b else (", 2) + repeated("a and ", kMost / 2 - 20) + "and");
  survives("windows", kHead + "any a" + repeated(" within 3 days before b", kMost / 5));
  survives("offsets", kHead + "any a before b" + repeated(" + 3 days", kMost / 3));
  survives("names", "protocol T group g = (" + repeated("a,", kMost / 2) + ")");
  survives("a long duration before apart", kHead + "any a at least longer of (" + repeated("1 day,", kMost / 3 - 20) + ") apart");
  survives("items", "protocol T\n" + repeated("inclusion I: a\n", kMost / 4));
  survives("broken items", "protocol T\n" + repeated("inclusion I a\n", kMost / 3));
  survives("comparisons", kHead + repeated("a<1 and ", kMost / 4) + "a");
}

TEST_CASE("deep_and_wide_lists_are_printed") {
  const Parsed parsed = parse_text(kHead + repeated("any of {", 60) + repeated("any a,", 2000) + repeated("}", 60));
  REQUIRE(parsed.file);
  CHECK(parse_text(print(*parsed.file)).mistakes == std::vector<std::string>());
}

TEST_CASE("random_bytes_and_random_words_are_survived") {
  std::mt19937 random(20261122);
  const auto pick = [&](std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random); };
  std::string bytes;
  std::string letters;
  for (std::size_t i = 0; i < kLargestFile; ++i) {
    bytes += static_cast<char>(pick(256));
    letters += static_cast<char>(32 + pick(95));
  }
  survives("bytes", bytes);
  survives("letters", letters);
  static const std::vector<std::string> kWords = {
      "(", ")", "{", "}", ",", ":", "any", "no", "all", "of", "at", "least", "2", "and", "or", "not", "if", "then", "else", "where",
      "within", "3", "days", "before", "a", "\"t\"", "is", "in", "..", "<=", "+", "-", "/", "x", "mg/dL", "inclusion", "I1", "define",
      "=", "note", "unless", "measured", "with", "results", "first", "latest", "end", "on", "for", "known", "it", "ULN", "timeline"};
  for (int round = 0; round < 20; ++round) {
    std::string text = "protocol T\n";
    for (int i = 0; i < 3000; ++i) text += kWords[pick(kWords.size())] + (pick(9) == 0 ? "\n" : " ");
    survives("words", text);
  }
}

}  // namespace eligo::syntax::test
