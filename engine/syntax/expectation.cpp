// Gathers what the grammar allows at the place of a mistake, and says it in a few plain words.
#include "syntax/expectation.h"

#include <algorithm>

#include "EligoParser.h"

namespace eligo::syntax {

namespace {

using grammar::EligoParser;
using Types = std::set<std::size_t>;

// A few words for tokens that come together. Where all of `needed` are expected, `words` stands for all of `covered`.
struct Phrase {
  std::vector<std::size_t> needed;
  const char* words;
  std::vector<std::size_t> covered;
};

using P = EligoParser;

const std::vector<std::size_t> kOperands = {
    P::ALL, P::ANY, P::NONE, P::AT, P::EXACTLY, P::NO, P::EVERY, P::WASHED, P::ON, P::CONFIRM, P::IN, P::NUMBER, P::ULN,
    P::LLN, P::TITRE, P::TEXT, P::NUMBER_, P::TOTAL, P::TIME, P::DATE, P::IT, P::END, P::FIRST, P::LATEST, P::HIGHEST,
    P::LOWEST, P::MEAN, P::NAME, P::EACH, P::EITHER, P::SMALLER, P::LARGER, P::OPEN, P::MINUS, P::NOT, P::IF, P::WITH, P::GAP};

const std::vector<Phrase>& phrases() {
  static const std::vector<Phrase> kPhrases = {
      {{P::WITH, P::GAP, P::ANY, P::NAME, P::NUMBER}, "a rule", kOperands},
      {{P::NOT, P::ANY, P::NAME, P::NUMBER}, "a condition", kOperands},
      {{P::ANY, P::NAME, P::NUMBER}, "a value or condition", kOperands},
      {{P::ACTIVE, P::NAME}, "a concept",
       {P::ACTIVE, P::PAST, P::PLANNED, P::SUSPECTED, P::OTHER, P::ALLERGY, P::NAME, P::OPEN, P::DIFFERENT, P::LINES}},
      {{P::ONE, P::KNOWN}, "an answer", {}},
      {{P::NAME, P::NUMBER, P::ULN}, "a number or level", {P::NAME, P::NUMBER, P::ULN, P::LLN, P::TITRE, P::TEXT, P::DATE, P::MINUS}},
      {{P::NAME, P::DATE, P::IT}, "a moment", {P::NAME, P::DATE, P::IT, P::END, P::FIRST, P::LATEST}},
      {{P::SHORTER, P::NUMBER}, "a duration", {P::SHORTER, P::LONGER, P::NUMBER}},
      {{P::DAY, P::HALF_LIVES}, "a unit of time or `half-lives`",
       {P::MINUTE, P::MINUTES, P::HOUR, P::HOURS, P::DAY, P::DAYS, P::WEEK, P::WEEKS, P::MONTH, P::MONTHS, P::YEAR, P::YEARS, P::HALF_LIFE, P::HALF_LIVES}},
      {{P::DAY, P::UNIT}, "a unit",
       {P::MINUTE, P::MINUTES, P::HOUR, P::HOURS, P::DAY, P::DAYS, P::WEEK, P::WEEKS, P::MONTH, P::MONTHS, P::YEAR, P::YEARS, P::UNIT, P::NAME, P::PERCENT, P::X, P::ULN, P::LLN}},
      {{P::LESS_EQUAL, P::IS}, "a comparison",
       {P::LESS_SIGN, P::LESS_EQUAL, P::GREATER_SIGN, P::GREATER_EQUAL, P::EQUAL_SIGN, P::UNEQUAL_SIGN, P::IS, P::IN, P::PLUS, P::MINUS, P::STAR, P::SLASH}},
      {{P::WITHIN, P::SINCE}, "a window of time",
       {P::STARTING, P::ENDING, P::WITHIN, P::LESS, P::AT, P::MORE_, P::ON, P::BEFORE, P::AFTER, P::SINCE, P::FROM}},
      {{P::INCLUSION, P::DEFINE}, "the next item",
       {P::PROTOCOL, P::USE, P::STUDY, P::TIMELINE, P::RESULTS, P::DEFAULT, P::GROUP, P::DEFINE, P::COHORT, P::INCLUSION, P::EXCLUSION}},
  };
  return kPhrases;
}

std::string single(std::size_t type) {
  switch (type) {
    case P::NAME: return "a name";
    case P::NUMBER: return "a number";
    case P::TEXT: return "text in quotes";
    case P::DATE: return "a date";
    case P::TITRE: return "a titre";
    case P::UNIT: return "a unit";
    case antlr4::Token::EOF: return {};
    default: break;
  }
  const EligoParser parser(nullptr);
  const antlr4::dfa::Vocabulary& vocabulary = parser.getVocabulary();
  std::string literal = vocabulary.getLiteralName(type);
  std::replace(literal.begin(), literal.end(), '\'', '`');
  return literal;
}

// What most often is missing comes first; what may follow nearly anything says little.
constexpr std::size_t kFirstSigns[] = {P::COLON, P::COMMA, P::CLOSE, P::CLOSE_BRACE, P::OPEN_BRACE, P::THEN, P::DOTS};
constexpr std::size_t kNoise[] = {P::PLUS, P::MINUS, P::STAR, P::SLASH, P::OPEN, P::MEASURED};

}  // namespace

void StopAtFirstMistake::reset(antlr4::Parser* parser) {
  antlr4::DefaultErrorStrategy::reset(parser);
  stopped_at_ = 0;
  noted_at_ = 0;
  places_.clear();
  ahead_.clear();
}

void StopAtFirstMistake::sync(antlr4::Parser* parser) {
  note_place(*parser);
}

void StopAtFirstMistake::note_place(antlr4::Parser& parser) {
  const std::size_t index = parser.getTokenStream()->index();
  if (index != noted_at_) places_.clear();
  noted_at_ = index;
  places_.push_back({parser.getState(), parser.getContext()});
}

antlr4::Token* StopAtFirstMistake::recoverInline(antlr4::Parser* parser) {
  stopped_at_ = parser->getTokenStream()->index();
  note_place(*parser);
  throw Stopped();
}

void StopAtFirstMistake::recover(antlr4::Parser* parser, std::exception_ptr problem) {
  stopped_at_ = parser->getTokenStream()->index();
  note_place(*parser);
  try {
    std::rethrow_exception(problem);
  } catch (const antlr4::NoViableAltException& exception) {
    stopped_at_ = exception.getOffendingToken()->getTokenIndex();
    antlr4::atn::ATNConfigSet* configs = exception.getDeadEndConfigs();
    if (stopped_at_ > noted_at_ && configs != nullptr) {
      for (const auto& config : configs->configs) {
        for (const auto* transition : config->state->transitions) {
          if (transition->isEpsilon()) continue;
          for (const ssize_t type : transition->label().toList()) ahead_.insert(static_cast<std::size_t>(type));
        }
      }
    }
  } catch (const antlr4::RecognitionException&) {
  }
  throw Stopped();
}

std::set<std::size_t> StopAtFirstMistake::expected(antlr4::Parser& parser, std::size_t index) const {
  if (index != noted_at_) return ahead_;
  Types result;
  for (const Place& place : places_) {
    const auto& atn = parser.getATN();
    for (const ssize_t type : atn.getExpectedTokens(place.state, place.context).toList()) result.insert(static_cast<std::size_t>(type));
  }
  return result;
}

std::string rule_broken_by(std::size_t found, const Types& expected) {
  const auto may_be = [&](std::size_t type) { return expected.count(type) > 0; };
  switch (found) {
    case P::UNIT: return may_be(P::UNIT) ? "" : "a unit stands right after its number as one word, and a dividing `/` has blanks round it";
    case P::COMMA: return may_be(P::WHERE) || may_be(P::WITHIN) ? "more than one concept stands in round brackets" : "";
    case P::NUMBER:
    case P::TITRE: return may_be(P::KNOWN) ? "answers that are no words stand in quotes" : "";
    case P::EXCEPT:
    case P::GIVEN:
    case P::DUE:
    case P::REQUIRING:
      return may_be(P::WHERE) || may_be(P::AND) ? "the order is: concepts, `except`, `given for`, `due to`, `requiring`, windows, `apart`, `where`" : "";
    default: return {};
  }
}

std::string in_words(const Types& expected) {
  constexpr std::size_t kMost = 5;
  Types left = expected;
  std::vector<std::string> words;
  const auto take = [&](std::size_t type) {
    if (left.erase(type) == 0) return;
    if (std::string word = single(type); !word.empty()) words.push_back(std::move(word));
  };
  for (const std::size_t type : kFirstSigns) take(type);
  for (const Phrase& phrase : phrases()) {
    const auto is_left = [&](std::size_t type) { return left.count(type) > 0; };
    if (!std::all_of(phrase.needed.begin(), phrase.needed.end(), is_left)) continue;
    words.emplace_back(phrase.words);
    if (phrase.covered.empty()) left.clear();
    for (const std::size_t type : phrase.covered) left.erase(type);
  }
  for (const std::size_t type : kNoise) left.erase(type);
  while (!left.empty()) take(*left.begin());
  if (words.empty()) return {};
  if (words.size() > kMost) words.resize(kMost);
  std::string result = "expected ";
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) result += i + 1 == words.size() ? " or " : ", ";
    result += words[i];
  }
  return result;
}

}  // namespace eligo::syntax
