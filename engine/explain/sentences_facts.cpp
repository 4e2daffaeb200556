// Selectors: the facts that were found, how many were asked for, the days the window spans, and what silence means.
#include <algorithm>

#include "base/short_list.h"
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

using Found = base::ShortList<std::uint32_t, 8>;   // facts

Found found_facts(const Leaf& leaf) {
  Found out;
  for (const FactUse& use : leaf.finding.facts) {
    const bool is_match = use.part == FactUse::Part::kMatch || use.part == FactUse::Part::kOffender;
    if (is_match && value::is_true(use.match)) out.push_back(use.fact);
  }
  return out;
}

void append_found(std::string& out, const Leaf& leaf, const Found& found) {
  append_few(out, found.size(), [&](std::size_t i) {
    const model::Fact& fact = leaf.scene.fact(found[i]);
    append_phrase(out, leaf.scene, fact);
    append_distance(out, leaf.scene, leaf.scene.program.queries[leaf.node.query].windows, fact);
  });
}

// The selector in words, with the days of a single window right behind it.
void append_query(std::string& out, const Leaf& leaf) {
  const Query& query = leaf.scene.program.queries[leaf.node.query];
  const std::string_view words = leaf.scene.prepared.words(query.text);
  if (query.windows.size() != 1) return static_cast<void>(out += words);
  const std::string& window = leaf.scene.prepared.words(leaf.scene.program.windows[query.windows.front()].text);
  const std::size_t at = window.empty() ? std::string_view::npos : words.find(window);
  const std::size_t behind = at == std::string_view::npos ? words.size() : at + window.size();
  append_days(out += words.substr(0, behind), leaf.scene, query.windows);
  out += words.substr(behind);
}

const char* counted_noun(program::Value::Counting counting) {
  switch (counting) {
    case program::Value::Counting::kFacts: return "";
    case program::Value::Counting::kDifferent: return "different ";
    case program::Value::Counting::kLines: return "lines of ";
  }
  return "";
}

void append_bound(std::string& out, const Node& n) {
  if (n.bound == Node::Bound::kAtMost && n.count == 0) return static_cast<void>(out += "none");
  switch (n.bound) {
    case Node::Bound::kAtLeast: out += "at least "; break;
    case Node::Bound::kAtMost: out += "at most "; break;
    case Node::Bound::kExactly: out += "exactly "; break;
  }
  out += std::to_string(n.count);
}

// `any`, `no` and their like ask whether there is one at all; anything else is told with its count.
bool asks_for_one(const Node& n) {
  const bool is_any = n.bound == Node::Bound::kAtLeast && n.count == 1;
  const bool is_none = n.bound == Node::Bound::kAtMost && n.count == 0;
  return (is_any || is_none) && n.counting == program::Value::Counting::kFacts && !n.is_every;
}

// Whether each fact as it is told begins with all that the selector asks for.
bool begin_with(const Leaf& leaf, const Found& found, std::string_view words) {
  return std::all_of(found.begin(), found.end(), [&](std::uint32_t index) {
    const model::Fact& fact = leaf.scene.fact(index);
    std::string phrase = fact_phrase(leaf.scene, fact);
    append_distance(phrase, leaf.scene, leaf.scene.program.queries[leaf.node.query].windows, fact);
    return phrase.starts_with(words);
  });
}

// "recorded: …", and what that counts as where the facts do not say it themselves.
void tell_found(const Leaf& leaf, const Found& found, Sentence& out) {
  constexpr std::string_view kLead = "recorded: ", kLink = "; this counts as ";
  append_found(out.text += kLead, leaf, found);
  if (leaf.scene.extent == Extent::kAll) out.brief = out.text;
  const std::size_t end = out.text.size();
  append_query(out.text += kLink, leaf);
  const std::string_view words = std::string_view(out.text).substr(end + kLink.size());
  const bool may_say_itself = found.empty() || std::string_view(out.text).substr(kLead.size()).starts_with(words);   // at least the first may
  if (may_say_itself && begin_with(leaf, found, words)) out.text.resize(end);
}

// "not recorded: active infection; the history of conditions is said to be complete".
void append_why(std::string& out, const Leaf& leaf, Length length) {
  const std::string why = leaf.finding.is_complete ? completeness_words(leaf.scene, leaf.scene.program.queries[leaf.node.query], length) : "";
  if (!why.empty()) out.append("; ").append(why);
}

void tell_nothing(const Leaf& leaf, Sentence& out) {
  append_query(out.text += "not recorded: ", leaf);
  append_why(out.text, leaf, Length::kFull);
  if (leaf.scene.extent == Extent::kAll) append_why(out.brief = "none recorded that counts", leaf, Length::kBrief);
}

void append_counted(std::string& out, const Leaf& leaf, const Found& found) {
  const Node& n = leaf.node;
  const std::int64_t low = leaf.finding.count_low.value_or(static_cast<std::int64_t>(found.size()));
  const bool is_exact = leaf.finding.count_high && *leaf.finding.count_high == low;
  const bool is_unwelcome = leaf.tone == Tone::kBlame && value::is_true(leaf.finding.truth);
  out.append(is_exact ? "" : "at least ").append(std::to_string(low)).append(" found of: ").append(counted_noun(n.counting));
  append_query(out, leaf);
  append_bound(out += is_unwelcome ? "; must not be " : "; asked for: ", n);
  if (!found.empty()) append_found(out += "; recorded: ", leaf, found);
}

void append_every(std::string& out, const Leaf& leaf, const Found& offenders) {
  const bool holds = value::is_true(leaf.finding.truth);
  append_query(out += holds ? "this holds for all that is recorded: every " : "this does not hold: every ", leaf);
  if (!holds && !offenders.empty()) append_found(out += "; against it: ", leaf, offenders);
}

bool is_of_other_sex(const PatientRecord& record, const clinical::Concept& entry) {
  return (entry.only_female && record.sex == clinical::Sex::kMale) || (entry.only_male && record.sex == clinical::Sex::kFemale);
}

}  // namespace

void cite_silence(const Scene& scene, const Query& query, Citations& facts) {
  const PatientRecord& record = scene.record;
  for (const program::ConceptId asked : query.concepts) {
    const clinical::Concept& entry = scene.vocabulary()[asked];
    const clinical::Kind kind = query.is_allergy_to ? clinical::Kind::kAllergy : entry.kind;
    if (is_of_other_sex(record, entry)) facts.push_back(kCitedSex);
    if (!record.is_complete(kind) || record.assumed_complete[static_cast<std::size_t>(kind)]) continue;
    facts.push_back({Citation::Of::kHistory, static_cast<std::uint32_t>(kind)});
  }
  cite_absent(scene, query.concepts.data(), query.concepts.data() + query.concepts.size(), facts);
}

namespace {

// How the record settles silence about one concept; empty where it does not.
std::string silence_about(const Scene& scene, program::ConceptId asked, bool is_allergy, Length length) {
  const PatientRecord& record = scene.record;
  for (const program::ConceptId absent : record.absent) {
    if (scene.vocabulary().is_a(asked, absent)) return scene.prepared.name(absent) + " is recorded as absent";
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
    append_name(out.emplace_back(), scene, fact);
    out.back() += fact.is_dated && !start.empty() ? ", recorded " + start : ", recorded without a date";
  }
  return joined_few(out);
}

void tell_facts(const Leaf& leaf, Sentence& out) {
  const Found found = found_facts(leaf);
  if (leaf.node.is_every) {
    append_every(out.text, leaf, found);
  } else if (asks_for_one(leaf.node)) {
    const bool is_found = value::is_true(leaf.finding.truth) == (leaf.node.bound == Node::Bound::kAtLeast);
    is_found ? tell_found(leaf, found, out) : tell_nothing(leaf, out);
  } else {
    append_counted(out.text, leaf, found);
  }
  const bool sure_ones_settle_it = value::is_true(leaf.finding.truth) ? leaf.node.bound == Node::Bound::kAtLeast : leaf.node.bound == Node::Bound::kAtMost;
  for (const FactUse& use : leaf.finding.facts) {
    if (value::is_true(use.match) || !sure_ones_settle_it) out.facts.push_back(cited_fact(use.fact));
  }
}

}  // namespace eligo::explain
