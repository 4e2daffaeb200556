// Tables for people; one object for programs, its keys always in one order.
#include "profile_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/json_text.h"
#include "diag/terminal_text.h"
#include "diagnostics.h"

namespace eligo::cli {

namespace {

using base::json_quoted;
using clinical::ConceptId;

std::string units_text(const io::Profile::OfConcept& it) {
  std::string text;
  for (const auto& [unit, count] : it.units) text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", unit.empty() ? "no unit" : unit, count);
  return text;
}

std::string facts_text(const io::Profile& profile, const clinical::Vocabulary& vocabulary) {
  std::string text = fmt::format("\n{:<36} {:>8} {:>9} {:>10}  {}\n", "facts by concept", "facts", "patients", "set aside", "units");
  std::optional<clinical::Kind> kind;
  for (const ConceptId id : profile.concepts()) {
    const clinical::Concept& it = vocabulary[id];
    if (kind != it.kind) text += fmt::format("{}\n", clinical::list_name_of(it.kind));
    kind = it.kind;
    const io::Profile::OfConcept& counts = profile.of(id);
    std::string line = fmt::format("  {:<34} {:>8} {:>9} {:>10}  {}", it.name, counts.facts, counts.patients, counts.broken == 0 ? "" : std::to_string(counts.broken), units_text(counts));
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
  return text;
}

// Of the concept itself, or of one below it.
bool has_code(const clinical::Vocabulary& vocabulary, const clinical::Concept& it) {
  return std::any_of(it.descendants.begin(), it.descendants.end(), [&](ConceptId below) { return !vocabulary[below].codes.empty(); });
}

std::string needed_text(const io::Profile& profile, const clinical::Vocabulary& vocabulary, const ShownProfile& shown) {
  std::string text = fmt::format("\n{} looks for (found in how many of {})\n", shown.protocol, counted(profile.patients(), "patient", "patients"));
  std::optional<clinical::Kind> kind;
  for (const ConceptId id : shown.needed) {
    const clinical::Concept& it = vocabulary[id];
    if (kind != it.kind) text += fmt::format("{}\n", clinical::list_name_of(it.kind));
    kind = it.kind;
    const std::size_t found = profile.patients_with(id);
    text += fmt::format("  {:<34} {:>8}{}\n", it.name, found, found == 0 && !has_code(vocabulary, it) ? "  (no code of the vocabulary leads to it)" : "");
  }
  return text;
}

std::string codes_text(const model::UnmappedCodes& unmapped, std::size_t most) {
  const auto codes = unmapped.by_frequency();
  std::size_t all = 0;
  for (const auto& it : codes) all += it.count;
  if (codes.empty()) return "\nevery code has a concept\n";
  std::string text = fmt::format("\ncodes that no concept has: {}, found {} times\n", codes.size(), all);
  for (std::size_t i = 0; i < std::min(most, codes.size()); ++i) {
    const auto& it = codes[i];
    text += fmt::format("  {:>7}  {:<24} {}{}{}\n", it.count, it.where, diag::printable(it.code), it.display.empty() ? "" : "  ", diag::printable(it.display));
  }
  if (codes.size() > most) text += fmt::format("  and {} more (--top {})\n", codes.size() - most, codes.size());
  return text;
}

}  // namespace

std::string profile_text(const io::Profile& profile, const model::UnmappedCodes& unmapped, const clinical::Vocabulary& vocabulary, const ShownProfile& shown) {
  std::string text = counted(profile.patients(), "patient", "patients") + ", " + counted(profile.facts(), "fact", "facts");
  if (profile.rejected() > 0) text += fmt::format("; {} could not be read", profile.rejected());
  text += fmt::format("\nbirth date known of {}, sex of {}\n", profile.with_birth_date(), profile.with_sex());
  text += "facts are dated:";
  for (std::size_t i = 0; i < io::Profile::kPrecisions; ++i) {
    if (profile.precisions()[i] == 0) continue;
    text += fmt::format(" {} {},", profile.precisions()[i], io::Profile::name_of(static_cast<io::Profile::Precision>(i)));
  }
  text.back() = text.back() == ',' ? '\n' : ' ';
  if (text.back() == ' ') text += "none\n";
  if (!profile.problems().empty()) text += "data problems:";
  for (const auto& [code, count] : profile.problems()) text += fmt::format(" {} {},", count, code);
  if (!profile.problems().empty()) text.back() = '\n';
  text += facts_text(profile, vocabulary);
  if (!shown.protocol.empty()) text += needed_text(profile, vocabulary, shown);
  return text + codes_text(unmapped, shown.codes);
}

namespace {

template <typename Items, typename Write>
std::string list_of(const Items& items, Write write) {
  std::string text;
  for (const auto& it : items) text += (text.empty() ? "" : ", ") + write(it);
  return text;
}

std::string concept_json(const io::Profile& profile, const clinical::Vocabulary& vocabulary, ConceptId id) {
  const io::Profile::OfConcept& it = profile.of(id);
  const std::string units = list_of(it.units, [](const auto& unit) { return fmt::format("{}: {}", json_quoted(unit.first), unit.second); });
  return fmt::format(R"({{"of": {}, "kind": "{}", "facts": {}, "patients": {}, "set_aside": {}, "units": {{{}}}}})", json_quoted(vocabulary[id].name),
                     clinical::name_of(vocabulary[id].kind), it.facts, it.patients, it.broken, units);
}

}  // namespace

std::string profile_json(const io::Profile& profile, const model::UnmappedCodes& unmapped, const clinical::Vocabulary& vocabulary, const ShownProfile& shown) {
  std::string dates;
  for (std::size_t i = 0; i < io::Profile::kPrecisions; ++i) {
    dates += fmt::format("{}{}: {}", i == 0 ? "" : ", ", json_quoted(io::Profile::name_of(static_cast<io::Profile::Precision>(i))), profile.precisions()[i]);
  }
  const std::string problems = list_of(profile.problems(), [](const auto& it) { return fmt::format("{}: {}", json_quoted(it.first), it.second); });
  const std::string concepts = list_of(profile.concepts(), [&](ConceptId id) { return concept_json(profile, vocabulary, id); });
  const std::string needed = list_of(shown.needed, [&](ConceptId id) {
    return fmt::format(R"({{"of": {}, "patients": {}}})", json_quoted(vocabulary[id].name), profile.patients_with(id));
  });
  auto codes = unmapped.by_frequency();
  codes.resize(std::min(codes.size(), shown.codes));
  const std::string listed = list_of(codes, [](const auto& it) {
    return fmt::format(R"({{"code": {}, "display": {}, "in": {}, "count": {}}})", json_quoted(it.code), json_quoted(it.display), json_quoted(it.where), it.count);
  });
  return fmt::format(R"({{"protocol": {}, "patients": {}, "rejected": {}, "facts": {}, "with_birth_date": {}, "with_sex": {}, "dates": {{{}}}, )"
                     R"("problems": {{{}}}, "concepts": [{}], "needed": [{}], "unmapped": [{}]}})" "\n",
                     shown.protocol.empty() ? "null" : json_quoted(shown.protocol), profile.patients(), profile.rejected(), profile.facts(),
                     profile.with_birth_date(), profile.with_sex(), dates, problems, concepts, needed, listed);
}

}  // namespace eligo::cli
