// Looks for the nearest of the words that could stand there, and knows a few that other languages have instead.
#include "syntax/misspelling.h"

#include <vector>

#include "EligoParser.h"
#include "base/edit_distance.h"
#include "syntax/keywords.h"

namespace eligo::syntax {

namespace {

using P = grammar::EligoParser;

struct Candidate {
  std::string spelling;
  Meant meant;
};

struct Phrase {
  std::size_t first;
  const char* words;
};
constexpr Phrase kPhrases[] = {
    {P::AT, "at least"},  {P::AT, "at most"},        {P::MORE_, "more than"},    {P::LESS, "less than"},    {P::NONE, "none of"},
    {P::ALL, "all of"},   {P::ANY, "any of"},        {P::EACH, "each of"},       {P::EITHER, "either of"},  {P::WASHED, "washed out of"},
    {P::DUE, "due to"},   {P::GIVEN, "given for"},   {P::ONE, "one of"},         {P::ON, "on or before"},   {P::ON, "on or after"},
    {P::NUMBER_, "number of"}, {P::SMALLER, "smaller of"}, {P::LARGER, "larger of"}, {P::MEAN, "mean of"}};

/// Words that protocols use, and the keyword that says it.
struct OtherWord {
  const char* spelling;
  std::size_t type;
};
constexpr OtherWord kOtherWords[] = {{"include", P::INCLUSION}, {"exclude", P::EXCLUSION}, {"excluding", P::EXCEPT},
                                     {"prior", P::BEFORE},      {"definition", P::DEFINE}, {"following", P::AFTER}};

/// Words that begin a condition and are followed by what a name is not followed by.
constexpr std::size_t kBeginnings[] = {P::ANY,   P::EVERY,   P::EXACTLY, P::WASHED, P::CONFIRM, P::NUMBER_, P::TOTAL, P::EACH,
                                       P::EITHER, P::SMALLER, P::LARGER,  P::HIGHEST, P::LOWEST, P::MEAN,   P::WITH,  P::LATEST};

constexpr std::size_t kShortest = 3;           // of the word and of what it may mean
constexpr std::size_t kShortestBeginning = 4;  // shorter ones are more often short names than slips

std::optional<Meant> nearest_of(std::string_view word, const std::vector<Candidate>& candidates) {
  std::vector<std::string> spellings;
  for (const Candidate& candidate : candidates) spellings.push_back(candidate.spelling);
  const std::optional<std::string> nearest = base::nearest(word, spellings);
  if (!nearest) return std::nullopt;
  for (const Candidate& candidate : candidates) {
    if (candidate.spelling == *nearest) return candidate.meant;
  }
  return std::nullopt;
}

std::vector<Candidate> candidates_for(const std::set<std::size_t>& types) {
  std::vector<Candidate> candidates;
  const auto add = [&](std::string spelling, std::string words, std::size_t type) {
    candidates.push_back({std::move(spelling), {std::move(words), type}});
  };
  for (const std::size_t type : types) {
    const std::string keyword = is_keyword(type) ? spelling_of_keyword(type) : std::string();
    if (keyword.size() >= kShortest) add(keyword, keyword, type);
  }
  for (const Phrase& phrase : kPhrases) {
    if (types.contains(phrase.first)) add(phrase.words, phrase.words, 0);
  }
  for (const OtherWord& other : kOtherWords) {
    if (types.contains(other.type)) add(other.spelling, spelling_of_keyword(other.type), other.type);
  }
  return candidates;
}

}  // namespace

std::optional<Meant> meant_by(std::string_view word, const std::set<std::size_t>& expected) {
  if (word.size() < kShortest) return std::nullopt;
  return nearest_of(word, candidates_for(expected));
}

std::optional<Meant> meant_at_beginning(std::string_view word) {
  if (word.size() < kShortestBeginning) return std::nullopt;
  std::set<std::size_t> types(std::begin(kBeginnings), std::end(kBeginnings));
  types.insert({P::AT, P::ALL, P::NONE});
  return nearest_of(word, candidates_for(types));
}

}  // namespace eligo::syntax
