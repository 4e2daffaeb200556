// Selectors: the facts that were found, how many were asked for, the days the window spans, and what silence means.
#include <algorithm>

#include "explain/sentences.h"
#include "explain/window_days.h"
#include "explain/wording.h"

namespace eligo::explain {

namespace {

using eval::FactUse;
using model::PatientRecord;
using program::Node;
using program::Query;
using value::Truth;

std::vector<std::string> phrases(const Leaf& leaf, Truth match) {
  std::vector<std::string> out;
  for (const FactUse& use : leaf.finding.facts) {
    const bool is_match = use.part == FactUse::Part::kMatch || use.part == FactUse::Part::kOffender;
    if (!is_match || use.match != match) continue;
    const model::Fact& fact = leaf.scene.fact(use.fact);
    out.push_back(fact_phrase(leaf.scene, fact) + distance_words(leaf.scene, leaf.scene.program.queries[leaf.node.query].windows, fact));
  }
  return out;
}

// The selector in words, with the days of a single window right behind it.
std::string query_words(const Leaf& leaf) {
  const Query& query = leaf.scene.program.queries[leaf.node.query];
  std::string words = leaf.scene.words.of(query.text);
  if (query.windows.size() != 1) return words;
  const std::string window = leaf.scene.words.of(leaf.scene.program.windows[query.windows.front()].text);
  const std::size_t at = window.empty() ? std::string::npos : words.find(window);
  words.insert(at == std::string::npos ? words.size() : at + window.size(), days_words(leaf.scene, query.windows));
  return words;
}

// Whether a fact's own name already says all that the selector asks for.
bool says_itself(const std::string& words, const std::vector<std::string>& found) {
  return std::all_of(found.begin(), found.end(), [&](const std::string& phrase) { return phrase.substr(0, words.size()) == words; });
}

const char* counted_noun(program::Value::Counting counting) {
  switch (counting) {
    case program::Value::Counting::kFacts: return "";
    case program::Value::Counting::kDifferent: return "different ";
    case program::Value::Counting::kLines: return "lines of ";
  }
  return "";
}

std::string bound_words(const Node& n) {
  const std::string count = std::to_string(n.count);
  switch (n.bound) {
    case Node::Bound::kAtLeast: return "at least " + count;
    case Node::Bound::kAtMost: return n.count == 0 ? "none" : "at most " + count;
    case Node::Bound::kExactly: return "exactly " + count;
  }
  return count;
}

// `any`, `no` and their like ask whether there is one at all; anything else is told with its count.
bool asks_for_one(const Node& n) {
  const bool is_any = n.bound == Node::Bound::kAtLeast && n.count == 1;
  const bool is_none = n.bound == Node::Bound::kAtMost && n.count == 0;
  return (is_any || is_none) && n.counting == program::Value::Counting::kFacts && !n.is_every;
}

std::string found_text(const Leaf& leaf, const std::vector<std::string>& found) {
  std::string out = "recorded: " + joined_few(found);
  const std::string words = query_words(leaf);
  if (!says_itself(words, found)) out += "; this counts as " + words;
  return out;
}

// "not recorded: active infection; the history of conditions is said to be complete".
std::string nothing_text(const Leaf& leaf, const std::string& nothing, Length length) {
  const std::string why = completeness_words(leaf.scene, leaf.scene.program.queries[leaf.node.query], length);
  return nothing + (leaf.finding.is_complete && !why.empty() ? "; " + why : "");
}

std::string count_text(const Leaf& leaf, const std::vector<std::string>& found) {
  const Node& n = leaf.node;
  const std::int64_t low = leaf.finding.count_low.value_or(static_cast<std::int64_t>(found.size()));
  const bool is_exact = leaf.finding.count_high && *leaf.finding.count_high == low;
  std::string out = (is_exact ? std::to_string(low) : "at least " + std::to_string(low)) + " found of: " + counted_noun(n.counting) + query_words(leaf);
  const bool is_unwelcome = leaf.tone == Tone::kBlame && value::is_true(leaf.finding.truth);
  out += (is_unwelcome ? "; must not be " : "; asked for: ") + bound_words(n);
  if (!found.empty()) out += "; recorded: " + joined_few(found);
  return out;
}

std::string every_text(const Leaf& leaf, const std::vector<std::string>& offenders) {
  const std::string words = "every " + query_words(leaf);
  if (value::is_true(leaf.finding.truth)) return "this holds for all that is recorded: " + words;
  return "this does not hold: " + words + (offenders.empty() ? "" : "; against it: " + joined_few(offenders));
}

}  // namespace

namespace {

bool is_of_other_sex(const PatientRecord& record, const clinical::Concept& entry) {
  return (entry.only_female && record.sex == clinical::Sex::kMale) || (entry.only_male && record.sex == clinical::Sex::kFemale);
}

}  // namespace

void cite_silence(const Scene& scene, const Query& query, std::vector<CitedFact>& facts) {
  const PatientRecord& record = scene.record;
  for (const program::ConceptId asked : query.concepts) {
    const clinical::Concept& entry = scene.vocabulary()[asked];
    const clinical::Kind kind = query.is_allergy_to ? clinical::Kind::kAllergy : entry.kind;
    if (is_of_other_sex(record, entry)) cite(facts, cited_sex(record));
    if (!record.is_complete(kind) || record.assumed_complete[static_cast<std::size_t>(kind)]) continue;
    CitedFact cited;
    cited.of = clinical::list_name_of(kind);
    cited.at = "history.complete";
    cite(facts, std::move(cited));
  }
  cite_absent(scene, query.concepts, facts);
}

namespace {

// How the record settles silence about one concept; empty where it does not.
std::string silence_about(const Scene& scene, program::ConceptId asked, bool is_allergy, Length length) {
  const PatientRecord& record = scene.record;
  for (const program::ConceptId absent : record.absent) {
    if (scene.vocabulary().is_a(asked, absent)) return shown_name(scene.vocabulary()[absent]) + " is recorded as absent";
  }
  const clinical::Concept& entry = scene.vocabulary()[asked];
  const clinical::Kind kind = is_allergy ? clinical::Kind::kAllergy : entry.kind;
  if (record.is_complete(kind)) {
    const bool is_assumed = record.assumed_complete[static_cast<std::size_t>(kind)];
    if (length == Length::kBrief) return std::string("history of ") + clinical::list_name_of(kind) + (is_assumed ? " taken as complete" : " complete");
    return std::string("the history of ") + clinical::list_name_of(kind) + (is_assumed ? " is taken as complete" : " is said to be complete");
  }
  return is_of_other_sex(record, entry) ? std::string("the sex is ") + name_of(record.sex) : "";
}

}  // namespace

// Facts that were found are enough for `at least` to hold, for `at most` to fail, for a washout not to be over, for a
// treatment to cover its days.
bool rests_on_silence(const Scene& scene, const eval::Finding& finding) {
  const Node& node = scene.program[finding.node];
  const bool holds = value::is_true(finding.truth);
  if (value::is_unknown(finding.truth)) return false;
  if (node.op == Node::Op::kWashedOut) return holds;
  if (node.op == Node::Op::kOnTreatment) return !holds;
  return finding.is_complete && node.bound != (holds ? Node::Bound::kAtLeast : Node::Bound::kAtMost);
}

std::string completeness_words(const Scene& scene, const Query& query, Length length) {
  std::vector<std::string> reasons;
  for (const program::ConceptId asked : query.concepts) {
    std::string reason = silence_about(scene, asked, query.is_allergy_to, length);
    const bool is_new = std::find(reasons.begin(), reasons.end(), reason) == reasons.end();
    if (!reason.empty() && is_new) reasons.push_back(std::move(reason));
  }
  return joined_list(reasons);
}

std::string recorded_words(const Scene& scene, const eval::Finding& finding) {
  std::vector<std::string> out;
  for (const FactUse& use : finding.facts) {
    if (use.part != FactUse::Part::kMatch || !value::is_true(use.match)) continue;
    const model::Fact& fact = scene.fact(use.fact);
    const std::string start = date_text(fact.start);
    out.push_back(fact_name(scene, fact) + (fact.is_dated && !start.empty() ? ", recorded " + start : ", recorded without a date"));
  }
  return joined_few(out);
}

Sentence tell_facts(const Leaf& leaf) {
  const std::vector<std::string> found = phrases(leaf, Truth::kTrue);
  Sentence out;
  if (leaf.node.is_every) {
    out.text = every_text(leaf, found);
  } else if (asks_for_one(leaf.node)) {
    const bool is_found = value::is_true(leaf.finding.truth) == (leaf.node.bound == Node::Bound::kAtLeast);
    out.text = is_found ? found_text(leaf, found) : nothing_text(leaf, "not recorded: " + query_words(leaf), Length::kFull);
    out.brief = is_found ? "recorded: " + joined_few(found) : nothing_text(leaf, "none recorded that counts", Length::kBrief);
  } else {
    out.text = count_text(leaf, found);
  }
  const bool sure_ones_settle_it = value::is_true(leaf.finding.truth) ? leaf.node.bound == Node::Bound::kAtLeast : leaf.node.bound == Node::Bound::kAtMost;
  for (const FactUse& use : leaf.finding.facts) {
    if (value::is_true(use.match) || !sure_ones_settle_it) cite(out.facts, cited_fact(leaf.scene, use.fact));
  }
  return out;
}

}  // namespace eligo::explain
