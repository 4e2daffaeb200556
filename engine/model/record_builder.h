// Texts to typed facts: what every reader of records feeds, so that all formats mean the same.
// The reader knows the format and where things stand; this knows what the keys and texts mean, and names every problem.
#pragma once

#include <string>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "clinical/vocabulary.h"
#include "model/record.h"
#include "model/record_edit.h"
#include "model/site_map.h"
#include "model/transcript.h"
#include "model/unmapped_codes.h"

namespace eligo::model {

struct FactDraft;
struct PlainForm;
struct PlainHead;
struct PlainKey;
struct PlainValues;

struct ReadOptions {
  std::optional<value::TimeSpan> on;               // the screening day asked for (--on); overrides the record's
  value::Day today = 0;                            // the screening day where neither says one
  std::vector<Kind> assume_complete;               // --assume-complete
  bool ignore_unmapped = false;                    // --ignore-unmapped: unknown concepts leave completeness alone
  std::optional<std::int16_t> zone = std::nullopt; // --zone: minutes east of UTC that clock times are brought to before the day is taken
  std::shared_ptr<const SiteMap> site = nullptr;   // --map: the site's own codes, units and answers; null where there is none
  UnmappedCodes* unmapped = nullptr;               // where not null: told of each code that is no concept. Not for several threads
  Transcript* transcript = nullptr;                // where not null: holds, after `finish`, what the builder was told
  std::vector<RecordEdit> edits = {};              // --set: made one after the other when the source has been read
  /// By concept: whether anything is asked of its facts. Those of others, in the list of their concept's kind, need not be
  /// kept once they have been found to be sound; null where all are asked for. Not for edits.
  std::shared_ptr<const std::vector<bool>> asked = nullptr;
};

/// Builds one record. The reader calls, in the order of the source: `set` for the patient's own keys, `add_date`,
/// `add_complete`, `add_absent`, `add_answer`; and for each fact `begin_fact`, `set_fact` for each of its keys,
/// `end_fact`. Texts are as written, whatever their type in the format: "32", "<20", "yes", "2026-11".
/// A problem with one thing never hides another; nothing throws.
/// The dates of facts may be intervals too: `2019-03-02/2020-03-01`, with `..` for an end that is not known.
class RecordBuilder {
 public:
  RecordBuilder(const clinical::Vocabulary& vocabulary, ReadOptions options);

  void set(std::string_view key, std::string_view text, std::uint32_t line);        // patient, birth_date, sex
  void add_date(std::string_view moment, std::string_view text, std::uint32_t line);
  void add_complete(std::size_t index, std::string_view list_name, std::uint32_t line);
  void add_absent(std::size_t index, std::string_view concept_name, std::uint32_t line);
  void add_answer(std::string_view name, std::string_view answer, std::string_view by, std::string_view on, std::uint32_t line);

  /// The draft is for readers that add the keys themselves, and may say that its texts last. `path` is the fact's place in
  /// sources that are no records of ours: "Bundle.entry[12].resource".
  FactDraft& begin_fact(Kind list, std::size_t index, std::uint32_t line, std::string_view path = {});
  /// Whose texts live until `end_fact` need not be copied.
  enum class Lifetime { kShort, kUntilEndOfFact };
  void set_fact(std::string_view key, std::string_view text, std::uint32_t line, Lifetime lifetime = Lifetime::kShort);
  /// A key of the fact at hand whose value is a list or a map: the fact is set aside, or the key alone where facts have none such.
  void refuse_fact_key(std::string_view key, std::uint32_t line);
  /// Sets the fact at hand aside for a trouble that the reader met.
  void set_fact_aside(diag::Code code, std::string text);
  /// False where the fact was left out: a repeat, or of a code that the site says no rule asks for.
  bool end_fact();
  /// Makes the form of the fact that `end_fact` has just added, and says of each key which part of its value may be another
  /// in the next one. The keys are all that the fact has, each once, their texts parts of the one that begins at `begin`.
  /// False where facts like it are better told key by key.
  bool plain_form(const char* begin, std::vector<PlainKey>& keys, PlainForm& form) const;
  /// A whole fact at once, if it is ordinary in every way. False where it is not: then it was not added, and is to be told
  /// by begin_fact and the rest. Its texts live as long as the record does.
  bool add_plain_fact(const PlainForm& form, const PlainValues& values);
  /// Completes the form of what was told so far, of which `head` says where its values stand. False where records that begin
  /// like it are better told key by key.
  bool plain_head(PlainHead& head) const;
  /// Begins a record with all of its head, if that is ordinary in every way. False where it is not: then nothing was told. Its
  /// texts need not last.
  bool add_plain_head(const PlainHead& head, const PlainValues& values);
  /// From here to the end of the record, a dated fact that says exactly what an earlier one says is left out.
  void count_repeats_once();

  /// A trouble the reader itself met: an unknown key, a value of another shape. With `list`, that kind's
  /// completeness is lost (something stood there that could not be taken).
  void add_problem(diag::Code code, std::string at, std::string text, std::uint32_t line, std::optional<Kind> list = std::nullopt);
  /// One more kind that the problem added last makes incomplete.
  void lose_completeness(Kind list);

  /// The finished record. The builder is empty afterwards and can build another.
  PatientRecord finish();
  /// Room for `size` bytes that live as long as the record at hand: to be filled, and then left alone.
  char* room_in_record(std::size_t size);
  /// Gives back a record that is no longer wanted: its memory serves the next one.
  void recycle(PatientRecord&& old);

 private:
  struct State;
  void apply(const RecordEdit& edit, std::size_t number);
  void apply_result(const RecordEdit& edit, std::size_t number, const std::string& day);
  void apply_presence(const RecordEdit& edit, std::size_t number, const std::string& day);
  std::unique_ptr<State> state_;

 public:
  ~RecordBuilder();
  RecordBuilder(RecordBuilder&&) noexcept;
};

}  // namespace eligo::model
