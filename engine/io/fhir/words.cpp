// Tables of coded words. Sources: codes and displays as HL7's examples, mCODE, US Core and public value sets write them
// (LOINC answer lists LL1055-4, LL2206-2, LL529-9; SNOMED CT qualifier values; HL7 v3 ObservationInterpretation).
#include "io/fhir/words.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "base/ascii.h"

namespace eligo::io::fhir {

namespace {

struct Word {
  std::string_view code, word;
};

// Codes of SNOMED CT, LOINC answers and interpretations do not collide: their forms differ.
constexpr Word kAnswers[] = {
    {"10828004", "positive"},      {"260385009", "negative"},     {"260373001", "detected"},      {"260415000", "not_detected"},
    {"260988000", "negative"},     {"52101004", "present"},       {"2667000", "absent"},          {"11214006", "reactive"},
    {"131194007", "nonreactive"},  {"373066001", "yes"},          {"373067005", "no"},            {"419984006", "inconclusive"},
    {"LA6576-8", "positive"},      {"LA6577-6", "negative"},      {"LA11882-0", "detected"},      {"LA11883-8", "not_detected"},
    {"LA11885-3", "equivocal"},    {"LA9663-1", "inconclusive"},  {"LA9633-4", "present"},        {"LA9634-2", "absent"},
    {"LA33-6", "yes"},             {"LA32-8", "no"},              {"POS", "positive"},            {"NEG", "negative"},
    {"IND", "indeterminate"},      {"DET", "detected"},           {"ND", "not_detected"},         {"LA9622-7", "0"},
    {"LA9623-5", "1"},             {"LA9624-3", "2"},             {"LA9625-0", "3"},              {"LA9626-8", "4"},
};

// Words that say one thing, the commonest first.
const std::vector<std::vector<std::string_view>>& synonyms() {
  static const std::vector<std::vector<std::string_view>> all = {
      {"positive", "detected", "present", "reactive", "pos", "yes"},
      {"negative", "not_detected", "absent", "nonreactive", "non_reactive", "undetected", "undetectable", "none_detected", "neg", "none", "no"},
      {"indeterminate", "inconclusive", "equivocal", "borderline"},
  };
  return all;
}

// "Not detected (qualifier value)" as not_detected.
std::string plain(std::string_view text) {
  std::string word = base::folded(base::trimmed(text));
  if (const std::size_t bracket = word.find(" ("); bracket != std::string::npos && word.ends_with(")")) word.erase(bracket);
  std::replace_if(word.begin(), word.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
  return word;
}

std::string_view word_of_code(std::string_view code) {
  for (const Word& it : kAnswers) if (it.code == code) return it.word;
  return {};
}

const std::vector<std::string>& choices_of(const clinical::Concept& it) { return it.levels.empty() ? it.answers : it.levels; }

std::string listed(const clinical::Concept& it, std::string_view word) {
  for (const std::string& choice : choices_of(it)) {
    if (base::equal_folded(choice, word) || plain(choice) == plain(word)) return choice;
  }
  return {};
}

// The concept's own word for what `word` says; a number where the concept takes numbers.
std::string matched(const clinical::Concept& it, std::string_view word) {
  if (word.empty()) return {};
  if (std::string exact = listed(it, word); !exact.empty()) return exact;
  const bool is_digit = word.size() == 1 && base::is_digit(word.front());
  if (is_digit && it.is_quantity()) return std::string(word);
  const std::string simple = plain(word);
  for (const auto& group : synonyms()) {
    if (std::find(group.begin(), group.end(), simple) == group.end()) continue;
    for (const std::string_view same : group) {
      if (std::string choice = listed(it, same); !choice.empty()) return choice;
    }
  }
  return {};
}

}  // namespace

std::string text_of(Element codeable) {
  if (const std::string_view text = codeable["text"].text(); !text.empty()) return std::string(text);
  const Element coding = codeable["coding"].first();
  const std::string_view display = coding["display"].text();
  return std::string(!display.empty() ? display : coding["code"].text());
}

std::string concept_or_text(Chart& chart, Element codeable) {
  const Coded code = chart.codes().find(codeable);
  return code.concept_id.is_valid() && !code.other.is_valid() ? chart.vocabulary()[code.concept_id].name : text_of(codeable);
}

std::string severity_word(Element codeable) {
  constexpr Word kSeverities[] = {{"255604002", "mild"}, {"6736007", "moderate"}, {"24484000", "severe"}, {"mild", "mild"}, {"moderate", "moderate"}, {"severe", "severe"}};
  for (const Element coding : codeable["coding"]) {
    for (const Word& it : kSeverities) if (it.code == coding["code"].text()) return std::string(it.word);
  }
  const std::string word = codeable.is_map() ? plain(codeable["text"].text()) : std::string(codeable.text());
  for (const Word& it : kSeverities) if (it.code == word) return word;
  return {};
}

std::string route_word(Element codeable) {
  constexpr Word kRoutes[] = {{"26643006", "oral"},          {"47625008", "intravenous"}, {"78421000", "intramuscular"},
                              {"34206005", "subcutaneous"},  {"6064005", "topical"},      {"72607000", "intrathecal"}};
  for (const Element coding : codeable["coding"]) {
    for (const Word& it : kRoutes) if (it.code == coding["code"].text()) return std::string(it.word);
  }
  const std::string word = plain(codeable["text"].text());
  for (const Word& it : kRoutes) if (it.word == word) return word;
  return {};
}

std::string answer_of_text(const clinical::Concept& it, std::string_view text) { return matched(it, text); }

std::string answer_of_boolean(const clinical::Concept& it, bool is_yes) { return matched(it, is_yes ? "yes" : "no"); }

Answer answer_of(Chart& chart, ConceptId concept_id, Element codeable) {
  const clinical::Concept& it = chart.vocabulary()[concept_id];
  const model::SiteMap* site = chart.codes().options().site.get();
  Answer answer;
  const auto take = [&](std::string found) {
    if (found.empty()) return;
    answer.is_contradicted |= !answer.word.empty() && !base::equal_folded(answer.word, found);
    answer.word = std::move(found);
  };
  for (const Element coding : codeable["coding"]) {
    const std::string_view code = coding["code"].text();
    const std::string_view display = coding["display"].text();
    const std::string full = std::string(coding["system"].text()) + "|" + std::string(code);
    const std::string* local = site != nullptr ? site->find_answer(it, full) : nullptr;
    std::string found = local != nullptr ? *local : matched(it, word_of_code(code));
    if (found.empty()) found = matched(it, display);
    if (found.empty()) found = listed(it, code);
    take(std::move(found));
  }
  if (answer.word.empty()) take(matched(it, codeable["text"].text()));
  if (answer.word.empty()) answer.word = text_of(codeable);
  return answer;
}

std::optional<bool> presence(std::string_view text) {
  const std::string word = plain(text);
  const auto is_in = [&](const std::vector<std::string_view>& group) { return std::find(group.begin(), group.end(), word) != group.end(); };
  if (is_in(synonyms()[0])) return true;
  if (is_in(synonyms()[1])) return false;
  return std::nullopt;
}

std::optional<bool> presence(Element codeable) {
  for (const Element coding : codeable["coding"]) {
    if (const auto is_there = presence(word_of_code(coding["code"].text()))) return is_there;
  }
  return presence(text_of(codeable));
}

}  // namespace eligo::io::fhir
