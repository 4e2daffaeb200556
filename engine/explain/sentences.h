// One sentence for one leaf of a rule: what the record says, the limit, the distance. One file per family of conditions.
// A sentence claims nothing that its finding does not support: it tells truth as found, and who is to blame by tone.
#pragma once

#include <string>

#include "explain/cited.h"

namespace eligo::explain {

/// What the leaf did to its criterion.
enum class Tone { kBlame, kOpen, kCredit };   // made it fail, left it unknown, made it pass

struct Leaf {
  const Scene& scene;
  const program::Node& node;
  const eval::Finding& finding;
  Tone tone = Tone::kOpen;
};

/// Makes `out` the sentence of any leaf, with its citations.
void tell(const Scene& scene, eval::FindingId finding, Tone tone, Sentence& out);

/// What is missing, and why it is: "the latest ALT is of 2026-09-01, 82 days before screening, and too old".
void append_want(std::string& out, const Scene& scene, const eval::Finding& finding, const eval::Want& want);
/// What it has in common with other things that silence leaves open: "the history of conditions is not said to be
/// complete"; nothing where it stands for itself.
void append_cause(std::string& out, const Scene& scene, const eval::Want& want);
/// `want.of` for people.
std::string want_name(const Scene& scene, const eval::Want& want);
/// All wants of an unknown finding in one sentence; nothing where it has none.
void append_wants(std::string& out, const Scene& scene, const eval::Finding& finding);

/// "Gilbert syndrome, recorded 2019": the facts that surely match a selector.
std::string recorded_words(const Scene& scene, const eval::Finding& finding);

// The families. Each is called for leaves that are true or false, with an empty sentence.
void tell_comparison(const Leaf& leaf, Sentence& out);   // kCompare, kInRange
void tell_choice(const Leaf& leaf, Sentence& out);       // kChoiceIs
void tell_age(const Leaf& leaf, Sentence& out);          // kAge
void tell_facts(const Leaf& leaf, Sentence& out);        // kFacts
void tell_washout(const Leaf& leaf, Sentence& out);      // kWashedOut
void tell_treatment(const Leaf& leaf, Sentence& out);    // kOnTreatment
void tell_question(const Leaf& leaf, Sentence& out);     // kQuestion
void tell_time_between(const Leaf& leaf, Sentence& out); // kTimeBetween, kTimeBetweenAge
void tell_moments(const Leaf& leaf, Sentence& out);      // kMoments
void tell_known(const Leaf& leaf, Sentence& out);        // the kKnown… conditions

/// "2 weeks", "5 half-lives", "the shorter of 2 weeks and 5 half-lives".
std::string duration_words(const program::Program& program, program::DurationId id);
/// "screening on 2026-11-22", "lymphodepletion on 2026-12-08", "screening, which has no date".
void append_moment(std::string& out, const Scene& scene, program::MomentId id, const std::optional<eval::MomentFound>& found);
/// The name of a moment alone: "lymphodepletion".
void append_moment_name(std::string& out, const Scene& scene, program::MomentId id);
/// Why silence settles a selector: "the history of conditions is said to be complete" (in few words: "history of
/// conditions complete"), "HIV infection is recorded as absent".
enum class Length { kFull, kBrief };
std::string completeness_words(const Scene& scene, const program::Query& query, Length length = Length::kFull);
/// Whether a finding about a selector would come out otherwise if more might be there than is recorded.
bool rests_on_silence(const Scene& scene, const eval::Finding& finding);
/// Cites that: entries of `absent`, a complete history.
void cite_silence(const Scene& scene, const program::Query& query, Citations& facts);

}  // namespace eligo::explain
