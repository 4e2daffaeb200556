// Moments, durations and windows: names found, dates that exist, half-lives only of treatments.
#include <fmt/format.h>

#include <charconv>

#include "semantics/checker.h"
#include "semantics/time_units.h"

namespace eligo::semantics {

using diag::Code;

void Checker::moment(MomentId id, const Place& place) {
  const syntax::Moment& m = file_[id];
  MomentInfo& info = out_.moments[id.index()];
  using Base = syntax::Moment::Base;
  switch (m.base) {
    case Base::kName: moment_name(id, m.name); break;
    case Base::kDate: moment_date(id, m.name); break;
    case Base::kIt:
      info.form = MomentInfo::Form::kIt;
      if (place.facts == nullptr) {
        report(Code::E0313, m.span, "`it` outside a `where`", "`it` is the fact that a `where` asks about; name a moment here");
      }
      break;
    case Base::kFirst:
    case Base::kLatest:
      info.form = MomentInfo::Form::kEvent;
      selector(m.selector, place);
      break;
  }
  for (const syntax::Offset& offset : m.offsets) duration(offset.duration, DurationUse::kFixedOnly);
}

void Checker::moment_name(MomentId id, const Name& name) {
  MomentInfo& info = out_.moments[id.index()];
  if (base::equal_folded(name.text, "screening")) {
    info.form = MomentInfo::Form::kScreening;
    return;
  }
  info.form = MomentInfo::Form::kTimeline;
  if (const Declaration* found = declared(name.text, Declared::kMoment)) {
    info.timeline = TimelineId(found->index);
    return;
  }
  if (vocabulary_.find(name.text) || declared(name.text, Declared::kGroup) != nullptr) {
    report(Code::E0401, name.span, fmt::format("`{}` is no moment", name.text),
           fmt::format("did you mean `first {0}` or `latest {0}`?", name.text));
    return;
  }
  if (was_left_out(name)) return;
  const std::string suggestion = did_you_mean(name.text, names_of(Declared::kMoment));
  report(Code::E0401, name.span, fmt::format("unknown moment `{}`", name.text),
         suggestion.empty() ? "declare it in the `timeline`" : suggestion);
}

void Checker::moment_date(MomentId id, const Name& date) {
  MomentInfo& info = out_.moments[id.index()];
  info.form = MomentInfo::Form::kDate;
  const std::optional<value::TimeSpan> day = value::parse_date(date.text);
  if (day && day->is_day()) {
    info.date = day->first;
  } else {
    report(Code::E0404, date.span, fmt::format("the date `{}` does not exist", date.text));
  }
}

void Checker::duration(DurationId id, DurationUse use, const std::vector<ConceptId>* drugs) {
  const syntax::Duration& d = file_[id];
  DurationInfo& info = out_.durations[id.index()];
  using Form = syntax::Duration::Form;
  switch (d.form) {
    case Form::kFixed: {
      const std::optional<value::TimeUnit> unit = time_unit(d.unit);
      const std::optional<std::int32_t> amount = whole_amount(d.amount);
      if (!unit || !amount) {
        report(Code::E0403, d.span, fmt::format("`{}` is no duration", written(d.span)), "a duration is a whole number of days, weeks, months …");
        return;
      }
      info.fixed = {*amount, *unit};
      if (use == DurationUse::kWholeDays && info.fixed.is_clock()) {
        report(Code::E0403, d.span, "hours and minutes do not fit here", "write days, weeks, months or years");
      }
      break;
    }
    case Form::kHalfLives:
      info.half_lives = value::Number::from_decimal(d.amount).value_or(value::Number());
      half_lives(d.span, use, drugs);
      break;
    case Form::kShorter:
    case Form::kLonger:
      for (DurationId part : d.parts) duration(part, use, drugs);
      break;
  }
}

void Checker::half_lives(Span span, DurationUse use, const std::vector<ConceptId>* drugs) {
  if (use == DurationUse::kDrugTime && drugs != nullptr) {
    for (ConceptId id : *drugs) {
      if (vocabulary_[id].kind == clinical::Kind::kTreatment) continue;
      report(Code::E0402, span, fmt::format("`{}` is no treatment and has no half-life", vocabulary_[id].name), "write days, weeks, months or years");
      return;
    }
    return;
  }
  report(Code::E0402, span, "half-lives of no treatment", "half-lives fit windows on treatments and `washed out of`");
}

void Checker::windows(const std::vector<syntax::Window>& all, const std::vector<ConceptId>* facts, const Place& place) {
  for (const syntax::Window& window : all) {
    if (window.duration) duration(window.duration, facts == nullptr ? DurationUse::kFixedOnly : DurationUse::kDrugTime, facts);
    if (window.moment) moment(window.moment, place);
    if (window.to) {
      moment(window.to, place);
      if (are_reversed(window.moment, window.to)) report_reversed(window.span);
    }
  }
}

/// Whether both are dates, and the first is the later one.
bool Checker::are_reversed(MomentId from, MomentId to) const {
  const auto is_plain_date = [&](MomentId id) { return file_[id].base == syntax::Moment::Base::kDate && file_[id].offsets.empty(); };
  if (!is_plain_date(from) || !is_plain_date(to)) return false;
  const std::optional<value::TimeSpan> first = value::parse_date(file_[from].name.text);
  const std::optional<value::TimeSpan> last = value::parse_date(file_[to].name.text);
  return first && last && first->first > last->first;
}

}  // namespace eligo::semantics
