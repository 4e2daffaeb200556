// Moments and the time between them, and whether something is known at all.
#include "explain/grounds.h"
#include "explain/sentences.h"
#include "explain/wording.h"

namespace eligo::explain {

namespace {

using program::Moment;
using program::MomentId;
using program::Node;

void append_base_name(std::string& out, const Scene& scene, const Moment& moment) {
  const auto event = [&](const char* which) {
    out.append(moment.is_end ? "end of " : "").append(which).append(scene.prepared.words(scene.program.queries[moment.query].text));
  };
  switch (moment.form) {
    case Moment::Form::kScreening: out += "screening"; break;
    case Moment::Form::kTimeline: append_spaced(out, scene.program.timeline[moment.timeline].name); break;
    case Moment::Form::kDate: value::append_text(out, moment.date); break;
    case Moment::Form::kIt: out += "its date"; break;
    case Moment::Form::kFirst: event("first "); break;
    case Moment::Form::kLatest: event("latest "); break;
  }
}

void append_between(std::string& out, const Scene& scene, MomentId from, const std::optional<eval::MomentFound>& found_from, MomentId to, const std::optional<eval::MomentFound>& found_to) {
  append_moment(out += "from ", scene, from, found_from);
  append_moment(out += " to ", scene, to, found_to);
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
  if (n.op == Node::Op::kKnownResult) return "a valid result of " + leaf.scene.prepared.name(leaf.scene.program.results[n.result].concept_id);
  if (n.op == Node::Op::kKnownAge) return "the birth date";
  if (n.op == Node::Op::kKnownSex) return "the sex";
  if (n.op != Node::Op::kKnownMoment) return leaf.scene.prepared.words(n.text);
  std::string out = "the date of ";
  append_moment_name(out, leaf.scene, n.moment);
  return out;
}

}  // namespace

// What was added last stands first: "3 days before the end of therapy".
void append_moment_name(std::string& out, const Scene& scene, MomentId id) {
  const Moment& moment = scene.program.moments[id];
  for (auto offset = moment.offsets.rbegin(); offset != moment.offsets.rend(); ++offset) {
    out.append(duration_words(scene.program, offset->duration)).append(offset->is_minus ? " before " : " after ");
  }
  append_base_name(out, scene, moment);
}

void append_moment(std::string& out, const Scene& scene, MomentId id, const std::optional<eval::MomentFound>& found) {
  append_moment_name(out, scene, id);
  const bool is_plain_date = scene.program.moments[id].form == Moment::Form::kDate && scene.program.moments[id].offsets.empty();
  if (is_plain_date || !found) return;
  if (!found->is_known) out += " (no date known)";
  else append_date(out += found->when.is_day() ? " on " : " in ", found->when);
}

void tell_time_between(const Leaf& leaf, Sentence& out) {
  const Node& n = leaf.node;
  append_between(out.text, leaf.scene, n.moment, leaf.finding.moment, n.to, leaf.finding.to);
  out.text.append(days_between(leaf.finding)).append(link(leaf.tone)).append(value::words_of(wanted(leaf))).append(" ");
  if (n.op == Node::Op::kTimeBetweenAge) append_between(out.text += "the time ", leaf.scene, n.moment2, {}, n.to2, {});
  else out.text += duration_words(leaf.scene.program, n.duration);
  cite_moment(leaf.scene, n.moment, leaf.finding.moment, out.facts);
  cite_moment(leaf.scene, n.to, leaf.finding.to, out.facts);
  cite_all(leaf.finding, out.facts);
}

void tell_moments(const Leaf& leaf, Sentence& out) {
  const Node& n = leaf.node;
  append_moment(out.text, leaf.scene, n.moment, leaf.finding.moment);
  out.text.append(link(leaf.tone)).append(day_words(wanted(leaf))).append(" ");
  append_moment(out.text, leaf.scene, n.to, leaf.finding.to);
  cite_moment(leaf.scene, n.moment, leaf.finding.moment, out.facts);
  cite_moment(leaf.scene, n.to, leaf.finding.to, out.facts);
  cite_all(leaf.finding, out.facts);
}

void tell_known(const Leaf& leaf, Sentence& out) {
  const bool is_known = value::is_true(leaf.finding.truth) != leaf.node.is_negated;
  if (leaf.node.op == Node::Op::kKnownValue) out.text.append(value::is_true(leaf.finding.truth) ? "this holds: " : "this does not hold: ").append(known_subject(leaf));
  else out.text.append(known_subject(leaf)).append(is_known ? " is there" : " is not there");
  cite_all(leaf.finding, out.facts);
  cite_moment(leaf.scene, leaf.node.moment, leaf.finding.moment, out.facts);
}

}  // namespace eligo::explain
