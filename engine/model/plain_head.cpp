// Each question whose answer may change with a value is asked as `set` and `add_date` would; any answer but the ordinary one
// leaves the record as it was.
#include "model/plain_head.h"

#include "base/ascii.h"
#include "model/record_builder_state.h"

namespace eligo::model {

namespace {

constexpr bool has(std::uint8_t value) { return value != PlainForm::kNone; }

}  // namespace

bool RecordBuilder::plain_head(PlainHead& head) const {
  const State& s = *state_;
  const PatientRecord& it = s.record;
  const bool has_more = !it.dates.empty() || !it.broken_dates.empty() || !it.absent.empty() || !it.answers.empty() || !it.facts.empty();
  if (!s.takes_plain_facts() || s.log.size() > 0 || has_more || has(head.screening) != s.screening.has_value()) return false;
  head.sex = it.sex;
  head.declared_complete = it.declared_complete;
  return true;
}

bool RecordBuilder::add_plain_head(const PlainHead& head, const PlainValues& values) {
  State& s = *state_;
  value::Day birth = 0, screening = 0;
  if (!s.takes_plain_facts() || (has(head.birth_date) && !value::parse_day(values.value(head.birth_date), birth)) ||
      (has(head.screening) && !value::parse_day(values.value(head.screening), screening))) {
    return false;
  }
  if (has(head.patient)) s.record.patient = base::trimmed(values.value(head.patient));
  if (has(head.birth_date)) {
    s.birth_turn = s.log.next_turn();
    s.birth_line = values.line;
    s.record.birth = value::TimeSpan::on(birth);
    s.record.has_birth_date = true;
  }
  if (has(head.screening)) s.screening = value::TimeSpan::on(screening);
  s.record.sex = head.sex;
  s.record.declared_complete = head.declared_complete;
  return true;
}

}  // namespace eligo::model
