// What a RecordBuilder holds while it builds a record. Its functions stand in six files: record_builder.cpp takes what
// readers tell, plain_head.cpp, plain_form.cpp and plain_fact.cpp what is ordinary, record_builder_edits.cpp makes edits,
// record_builder_finish.cpp settles what only the whole record tells.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "model/fact_dates.h"
#include "model/fact_draft.h"
#include "model/fact_memory.h"
#include "model/plain_fact.h"
#include "model/problem_log.h"
#include "model/record_builder.h"
#include "model/suggestion.h"

namespace eligo::model {

/// What a fact still needs when the record has been read.
struct Unsettled {
  std::size_t fact = 0;            // among the record's
  GivenDates dates;
  Turn turn = 0;
};

struct RecordBuilder::State {
  State(const clinical::Vocabulary& v, ReadOptions o) : vocabulary(v), options(std::move(o)), suggestions(v), names(v) {}

  const clinical::Vocabulary& vocabulary;
  ReadOptions options;
  Suggestions suggestions;
  ProblemLog log;
  PatientRecord record;
  bool has_free_text = false;         // the first of its texts is room for room_in_record, and holds nothing
  UnitMemory units;
  NameMemory names;
  PlainMemory plain;
  FactDraft draft;
  TextList draft_texts;               // of the fact at hand, where its texts do not live long enough
  std::vector<Unsettled> unsettled;   // in the order of their facts; all of them where options ask for edits
  std::optional<value::TimeSpan> screening;   // as the record says
  Turn birth_turn = 0;
  std::uint32_t birth_line = 0;
  std::size_t problems_before_fact = 0;   // before the one at hand
  bool counts_repeats_once = false;
  std::unordered_set<std::string> told_facts;   // while repeats count once: the keys of each dated fact
  Transcript transcript;                        // where options ask for one

  void lose(Kind kind) { record.lost_complete[static_cast<std::size_t>(kind)] = true; }
  Transcript* script() { return options.transcript != nullptr ? &transcript : nullptr; }
  /// Whether facts may be taken by their form: nothing more is asked for than the record, in the words of the vocabulary.
  bool takes_plain_facts() const { return !counts_repeats_once && options.transcript == nullptr && options.site == nullptr; }
  bool keeps_facts_of(ConceptId it) const { return options.asked == nullptr || !options.edits.empty() || (*options.asked)[it.index()]; }
  bool is_repeated();
  void record_fact(ConceptId concept_id);
  /// The screening day, where it is known already and will not change.
  const value::TimeSpan* certain_screening() const {
    if (!options.edits.empty()) return nullptr;
    return options.on ? &*options.on : screening ? &*screening : nullptr;
  }
  void set_birth_date(std::string_view text, std::uint32_t line);
  void set_sex(std::string_view text, std::uint32_t line);
  void settle_screening();
  void settle_birth();
  void settle_facts();
  void check_sex(const Fact& fact, Turn turn);
  void assume_complete();
  /// `is_unwanted` is asked of each fact and its dates as given.
  template <class IsUnwanted>
  void leave_out(IsUnwanted is_unwanted);
};

}  // namespace eligo::model
