// Moments and the time between them, and whether something is known at all.
#include "explain/grounds.h"
#include "explain/sentences.h"
#include "explain/wording.h"

namespace eligo::explain {

namespace {

using program::Moment;
using program::MomentId;
using program::Node;

std::string base_name(const Scene& scene, const Moment& moment) {
  const auto event = [&](const char* which) {
    return std::string(moment.is_end ? "end of " : "") + which + scene.words.of(scene.program.queries[moment.query].text);
  };
  switch (moment.form) {
    case Moment::Form::kScreening: return "screening";
    case Moment::Form::kTimeline: return spaced(scene.program.timeline[moment.timeline].name);
    case Moment::Form::kDate: return value::to_text(moment.date);
    case Moment::Form::kIt: return "its date";
    case Moment::Form::kFirst: return event("first ");
    case Moment::Form::kLatest: return event("latest ");
  }
  return {};
}

std::string between_words(const Scene& scene, MomentId from, const std::optional<eval::MomentFound>& found_from, MomentId to, const std::optional<eval::MomentFound>& found_to) {
  return "from " + moment_words(scene, from, found_from) + " to " + moment_words(scene, to, found_to);
}

// "; 266 days", where both ends are known to the day.
std::string days_between(const eval::Finding& finding) {
  const bool are_days = finding.moment && finding.to && finding.moment->is_known && finding.to->is_known && finding.moment->when.is_day() && finding.to->when.is_day();
  return are_days ? " it is " + shown_count(finding.to->when.first - finding.moment->when.first, "day") : "";
}

value::Comparison wanted(const Leaf& leaf) {
  const bool is_as_written = value::is_true(leaf.finding.truth) == (leaf.tone != Tone::kBlame);
  return is_as_written ? leaf.node.comparison : value::opposite(leaf.node.comparison);
}

const char* link(Tone tone) { return tone == Tone::kBlame ? "; must be " : ", which is "; }

// How days are compared: "before", "on or before" …
const char* day_words(value::Comparison comparison) {
  switch (comparison) {
    case value::Comparison::kLess: return "before";
    case value::Comparison::kLessEqual: return "on or before";
    case value::Comparison::kGreater: return "after";
    case value::Comparison::kGreaterEqual: return "on or after";
    case value::Comparison::kEqual: return "the day of";
    case value::Comparison::kNotEqual: return "another day than";
  }
  return "";
}

// What a kKnown… condition asks about.
std::string known_subject(const Leaf& leaf) {
  const Node& n = leaf.node;
  if (n.op == Node::Op::kKnownResult) return "a valid result of " + shown_name(leaf.scene.vocabulary()[leaf.scene.program.results[n.result].concept_id]);
  if (n.op == Node::Op::kKnownAge) return "the birth date";
  if (n.op == Node::Op::kKnownSex) return "the sex";
  if (n.op == Node::Op::kKnownMoment) return "the date of " + moment_name(leaf.scene, n.moment);
  return leaf.scene.words.of(n.text);
}

}  // namespace

std::string moment_name(const Scene& scene, MomentId id) {
  const Moment& moment = scene.program.moments[id];
  std::string out = base_name(scene, moment);
  for (const program::Offset& offset : moment.offsets) {
    const std::string amount = duration_words(scene.program, offset.duration);
    out = amount + (offset.is_minus ? " before " : " after ") + out;
  }
  return out;
}

std::string moment_words(const Scene& scene, MomentId id, const std::optional<eval::MomentFound>& found) {
  const std::string name = moment_name(scene, id);
  const bool is_plain_date = scene.program.moments[id].form == Moment::Form::kDate && scene.program.moments[id].offsets.empty();
  if (is_plain_date || !found) return name;
  if (!found->is_known) return name + " (no date known)";
  return name + (found->when.is_day() ? " on " : " in ") + date_text(found->when);
}

Sentence tell_time_between(const Leaf& leaf) {
  const Node& n = leaf.node;
  Sentence out{between_words(leaf.scene, n.moment, leaf.finding.moment, n.to, leaf.finding.to) + days_between(leaf.finding), {}};
  const bool is_to_time = n.op == Node::Op::kTimeBetweenAge;
  const std::string limit = is_to_time ? "the time " + between_words(leaf.scene, n.moment2, {}, n.to2, {}) : duration_words(leaf.scene.program, n.duration);
  out.text += std::string(link(leaf.tone)) + value::words_of(wanted(leaf)) + " " + limit;
  cite_moment(leaf.scene, n.moment, leaf.finding.moment, out.facts);
  cite_moment(leaf.scene, n.to, leaf.finding.to, out.facts);
  cite_all(leaf.scene, leaf.finding, out.facts);
  return out;
}

Sentence tell_moments(const Leaf& leaf) {
  const Node& n = leaf.node;
  Sentence out{moment_words(leaf.scene, n.moment, leaf.finding.moment), {}};
  out.text += std::string(link(leaf.tone)) + day_words(wanted(leaf)) + " " + moment_words(leaf.scene, n.to, leaf.finding.to);
  cite_moment(leaf.scene, n.moment, leaf.finding.moment, out.facts);
  cite_moment(leaf.scene, n.to, leaf.finding.to, out.facts);
  cite_all(leaf.scene, leaf.finding, out.facts);
  return out;
}

Sentence tell_known(const Leaf& leaf) {
  const bool is_known = value::is_true(leaf.finding.truth) != leaf.node.is_negated;
  Sentence out{known_subject(leaf) + (is_known ? " is there" : " is not there"), {}};
  if (leaf.node.op == Node::Op::kKnownValue) out.text = std::string(value::is_true(leaf.finding.truth) ? "this holds: " : "this does not hold: ") + known_subject(leaf);
  cite_all(leaf.scene, leaf.finding, out.facts);
  cite_moment(leaf.scene, leaf.node.moment, leaf.finding.moment, out.facts);
  return out;
}

}  // namespace eligo::explain
