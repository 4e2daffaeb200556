// What only the whole record tells: the screening day, what is complete, facts against the sex. And the memory that goes
// from one record to the next.
#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "model/fact_reader.h"
#include "model/record_builder_state.h"

namespace eligo::model {

using diag::Code;
using value::TimeSpan;

void RecordBuilder::State::settle_screening() {
  if (options.on) {
    record.screening = *options.on;
  } else {
    record.screening = screening.value_or(TimeSpan::on(options.today));
  }
}

// Nobody is screened before birth: a birth date later than that is a slip, and a coarse one is clipped.
void RecordBuilder::State::settle_birth() {
  if (!record.has_birth_date) return;
  const value::Day today = record.screening.first;
  if (record.birth.first <= today) {
    record.birth.last = std::min(record.birth.last, today);
    return;
  }
  log.add_at(birth_turn, {Code::E0605, "birth_date", "born " + to_text(record.birth) + ", after the screening day " + value::to_text(today), birth_line});
  record.birth = TimeSpan();
  record.has_birth_date = false;
  record.birth_date_is_broken = true;
}

void RecordBuilder::State::settle_facts() {
  for (const Unsettled& it : unsettled) {
    settle_dates(record.facts[it.fact], it.dates, record.screening);
    check_sex(record.facts[it.fact], it.turn);
  }
}

void RecordBuilder::State::check_sex(const Fact& fact, Turn turn) {
  if (!fact.concept_id.is_valid() || fact.verification == Verification::kRefuted) return;
  const clinical::Concept& it = vocabulary[fact.concept_id];
  const bool is_against = (it.only_female && record.sex == Sex::kMale) || (it.only_male && record.sex == Sex::kFemale);
  if (!is_against) return;
  const char* who = it.only_female ? "women" : "men";
  const char* sex = it.only_female ? "male" : "female";
  log.add_at(turn, {Code::E0612, to_text(fact.place), "`" + it.name + "` is only found in " + who + ", and the sex is " + sex, fact.place.line});
}

void RecordBuilder::State::assume_complete() {
  for (const Kind kind : options.assume_complete) {
    const auto k = static_cast<std::size_t>(kind);
    if (kind == Kind::kObservation || record.declared_complete[k]) continue;
    record.declared_complete[k] = true;
    record.assumed_complete[k] = true;
  }
}

PatientRecord RecordBuilder::finish() {
  State& s = *state_;
  s.log.next_turn();
  if (s.record.patient.empty()) s.log.add(Code::E0619, "patient", "the record names no patient", 0);
  s.settle_screening();
  for (std::size_t i = 0; i < s.options.edits.size(); ++i) apply(s.options.edits[i], i);
  s.settle_birth();
  s.settle_facts();
  s.assume_complete();
  s.record.problems = s.log.take();
  s.unsettled.clear();
  s.screening.reset();
  s.suggestions.begin_record();
  s.counts_repeats_once = false;
  s.told_facts.clear();
  s.has_free_text = false;
  if (s.script()) *s.options.transcript = std::exchange(s.transcript, Transcript());
  PatientRecord finished(std::move(s.record));
  std::destroy_at(&s.record);   // a new one in its place: cheaper than to move one there
  std::construct_at(&s.record);
  return finished;
}

char* RecordBuilder::room_in_record(std::size_t size) {
  TextList& texts = state_->record.texts;
  if (!std::exchange(state_->has_free_text, false)) texts.emplace_front();
  if (texts.front().size() < size) texts.front().resize(size);
  return texts.front().data();
}

void RecordBuilder::recycle(PatientRecord&& old) {
  PatientRecord& fresh = state_->record;
  const auto take_room = [](auto& mine, auto& from) {
    from.clear();
    if (mine.empty()) mine.swap(from);
  };
  for (Fact& fact : old.facts) {
    if (fact.attributes.capacity() > 0) state_->plain.recycle(fact.attributes);
  }
  take_room(fresh.facts, old.facts);
  take_room(fresh.dates, old.dates);
  take_room(fresh.absent, old.absent);
  take_room(fresh.answers, old.answers);
  constexpr std::size_t kMostKept = 1U << 20U;   // bytes: what one long record needed is given back
  if (old.texts.empty() || !fresh.texts.empty() || old.texts.front().capacity() > kMostKept) return;
  old.texts.erase(std::next(old.texts.begin()), old.texts.end());
  fresh.texts.swap(old.texts);
  state_->has_free_text = true;
}

}  // namespace eligo::model
