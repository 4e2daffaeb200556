// Washouts, with last dose, wait and clear date; and treatments that must cover a stretch of days.
#include <algorithm>

#include "clinical/calendar.h"
#include "explain/grounds.h"
#include "explain/sentences.h"
#include "explain/wording.h"

namespace eligo::explain {

namespace {

using eval::FactUse;
using eval::WashoutFound;
using program::Duration;
using program::DurationId;
using value::Truth;

std::string parts_words(const program::Program& program, const Duration& duration) {
  std::vector<std::string> parts;
  for (const DurationId part : duration.parts) parts.push_back(duration_words(program, part));
  return joined_list(parts);
}

// The part of a choice that was taken for a drug: the one in half-lives, or the other.
std::string taken_words(const program::Program& program, DurationId id, bool in_half_lives) {
  const Duration& duration = program.durations[id];
  for (const DurationId part : duration.parts) {
    if (program.durations[part].has_half_lives == in_half_lives) return taken_words(program, part, in_half_lives);
  }
  return duration_words(program, id);
}

// "3 half-lives (75 days)", "2 weeks".
std::string wait_words(const Leaf& leaf, const WashoutFound& washout) {
  std::string out = taken_words(leaf.scene.program, leaf.node.duration, washout.used_half_lives);
  if (washout.used_half_lives && washout.days) out += " (" + shown_count(*washout.days, "day") + ")";
  return out;
}

std::string moment_words(const Leaf& leaf) {
  std::string out;
  append_moment(out, leaf.scene, leaf.node.moment, leaf.finding.moment);
  return out;
}

// ", 26 days after lymphodepletion on 2026-12-08".
std::string distance_words(const Leaf& leaf, value::Day clear) {
  const std::string moment = moment_words(leaf);
  const bool is_day = leaf.finding.moment && leaf.finding.moment->is_known && leaf.finding.moment->when.is_day();
  if (!is_day) return "; asked for before " + moment;
  const value::Day gap = clear - leaf.finding.moment->when.first;
  if (gap == 0) return ", the day of " + moment;
  return ", " + shown_count(gap > 0 ? gap : -gap, "day") + (gap > 0 ? " after " : " before ") + moment;
}

std::string drug_text(const Leaf& leaf, const WashoutFound& washout) {
  const model::Fact& fact = leaf.scene.fact(washout.fact);
  std::string name;
  append_name(name, leaf.scene, fact);
  if (fact.has_not_ended) return name + ", still given; asked for: " + wait_words(leaf, washout) + " without it before " + moment_words(leaf);
  std::string out = washout.last_dose ? name + ", last dose " + value::to_text(*washout.last_dose) : fact_phrase(leaf.scene, fact);
  if (!washout.clear_from) return out + "; asked for: " + duration_words(leaf.scene.program, leaf.node.duration) + " without it before " + moment_words(leaf);
  return out + ": " + wait_words(leaf, washout) + " end on " + value::to_text(*washout.clear_from) + distance_words(leaf, *washout.clear_from);
}

std::string drugs_text(const Leaf& leaf, Truth offends) {
  std::string out;
  std::size_t told = 0, more = 0;
  for (const WashoutFound& washout : leaf.finding.washouts) {
    if (washout.offends != offends) continue;
    if (told == kFew) ++more;
    else out += (told++ == 0 ? "" : "; ") + drug_text(leaf, washout);
  }
  return more == 0 ? out : out + "; and " + std::to_string(more) + " more";
}

const std::string& query_words(const Leaf& leaf) { return leaf.scene.prepared.words(leaf.scene.program.queries[leaf.node.query].text); }

// Where no drug stands in the way: those that ended in time, or that there was none.
void tell_clear(const Leaf& leaf, Sentence& out) {
  out.text = drugs_text(leaf, Truth::kFalse);
  if (!out.text.empty()) return;
  const program::Query& query = leaf.scene.program.queries[leaf.node.query];
  const auto why = [&](Length length) {
    const std::string words = completeness_words(leaf.scene, query, length);
    return words.empty() ? "" : "; " + words;
  };
  out.text = "not recorded within " + duration_words(leaf.scene.program, leaf.node.duration) + " before " + moment_words(leaf) + ": " + query_words(leaf) + why(Length::kFull);
  if (leaf.scene.extent == Extent::kAll) out.brief = "none recorded in that time" + why(Length::kBrief);
}

// "2026-08-30 to 2026-11-22", where moment and duration are known.
std::string stretch_words(const Leaf& leaf) {
  const Duration& duration = leaf.scene.program.durations[leaf.node.duration];
  const bool is_day = leaf.finding.moment && leaf.finding.moment->is_known && leaf.finding.moment->when.is_day();
  const std::string words = duration_words(leaf.scene.program, leaf.node.duration) + " before " + moment_words(leaf);
  if (!is_day || duration.form != Duration::Form::kFixed || duration.fixed.is_clock()) return "the " + words;
  return "the " + words + " (from " + value::to_text(clinical::earlier(leaf.finding.moment->when.first, duration.fixed)) + " on)";
}

}  // namespace

std::string duration_words(const program::Program& program, DurationId id) {
  const Duration& duration = program.durations[id];
  switch (duration.form) {
    case Duration::Form::kFixed: return value::to_text(duration.fixed);
    case Duration::Form::kHalfLives: return shown_number(duration.half_lives) + (duration.half_lives == value::Number(1) ? " half-life" : " half-lives");
    case Duration::Form::kShorter: return "the shorter of " + parts_words(program, duration);
    case Duration::Form::kLonger: return "the longer of " + parts_words(program, duration);
  }
  return {};
}

void tell_washout(const Leaf& leaf, Sentence& out) {
  const bool is_failed = value::is_false(leaf.finding.truth);
  if (is_failed) out.text = drugs_text(leaf, Truth::kTrue);
  else tell_clear(leaf, out);
  if (out.text.empty()) out.text = "not washed out of " + query_words(leaf) + " before " + moment_words(leaf);
  // One drug that surely is not washed out is enough; others that only may not be say nothing then.
  if (!is_failed) cite_all(leaf.finding, out.facts);
  for (const WashoutFound& washout : leaf.finding.washouts) {
    if (!is_failed || value::is_true(washout.offends)) out.facts.push_back(cited_fact(washout.fact));
  }
  cite_moment(leaf.scene, leaf.node.moment, leaf.finding.moment, out.facts);
}

void tell_treatment(const Leaf& leaf, Sentence& out) {
  std::vector<std::string> given, against;
  for (const FactUse& use : leaf.finding.facts) {
    auto& list = use.part == FactUse::Part::kOffender ? against : given;
    list.push_back(fact_phrase(leaf.scene, leaf.scene.fact(use.fact)));
  }
  const bool holds = value::is_true(leaf.finding.truth);
  const std::string unchanged = leaf.node.is_unchanged ? (holds ? ", unchanged," : ", or not unchanged,") : "";
  out.text = (holds ? "on " : "not on ") + query_words(leaf) + unchanged + (holds ? " for all of " : " for every day of ") + stretch_words(leaf);
  if (!given.empty()) out.text += "; recorded: " + joined_few(given);
  if (!given.empty() && holds) out.brief = "recorded: " + joined_few(given);
  if (!against.empty()) out.text += "; against it: " + joined_few(against);
  cite_all(leaf.finding, out.facts);
  cite_moment(leaf.scene, leaf.node.moment, leaf.finding.moment, out.facts);
}

}  // namespace eligo::explain
