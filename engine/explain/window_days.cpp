// Moments that the record gives to the day, and the arithmetic of the calendar on them.
#include "explain/window_days.h"

#include "base/ascii.h"
#include "clinical/calendar.h"
#include "explain/sentences.h"
#include "explain/wording.h"

namespace eligo::explain {

namespace {

using program::Moment;
using program::Window;
using value::Day;

std::optional<value::Duration> calendar_duration(const Scene& scene, program::DurationId id) {
  if (!id) return std::nullopt;
  const program::Duration& duration = scene.program.durations[id];
  const bool is_plain = duration.form == program::Duration::Form::kFixed && !duration.fixed.is_clock();
  return is_plain ? std::optional(duration.fixed) : std::nullopt;
}

std::optional<Day> recorded_day(const Scene& scene, const std::string& name) {
  for (const model::NamedDate& date : scene.record.dates) {
    if (base::equal_folded(date.name, name) && date.when.is_day()) return date.when.first;
  }
  return std::nullopt;
}

std::optional<Day> base_day(const Scene& scene, const Moment& moment) {
  switch (moment.form) {
    case Moment::Form::kScreening: return scene.record.screening.first;
    case Moment::Form::kDate: return moment.date;
    case Moment::Form::kTimeline: return recorded_day(scene, scene.program.timeline[moment.timeline].name);
    case Moment::Form::kIt:
    case Moment::Form::kFirst:
    case Moment::Form::kLatest: return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Day> day_of(const Scene& scene, program::MomentId id) {
  if (!id) return std::nullopt;
  const Moment& moment = scene.program.moments[id];
  std::optional<Day> day = base_day(scene, moment);
  for (const program::Offset& offset : moment.offsets) {
    const auto duration = calendar_duration(scene, offset.duration);
    if (!day || !duration) return std::nullopt;
    day = offset.is_minus ? clinical::earlier(*day, *duration) : clinical::later(*day, *duration);
  }
  return day;
}

void results_below(const program::Program& program, program::ValueId id, std::vector<program::ResultId>& out) {
  if (!id) return;
  const program::Value& value = program.values[id];
  if (value.result) out.push_back(value.result);
  for (std::uint32_t i = 0; i < value.operands.count; ++i) results_below(program, program.operands[value.operands.first + i], out);
}

}  // namespace

std::optional<WindowDays> days_of(const Scene& scene, program::WindowId id) {
  const Window& window = scene.program.windows[id];
  const std::optional<Day> at = day_of(scene, window.moment);
  if (!at || window.is_clock) return std::nullopt;
  if (window.side == Window::Side::kAt) return WindowDays{*at, *at};
  if (window.side == Window::Side::kFromTo) {
    const std::optional<Day> to = day_of(scene, window.to);
    return to ? std::optional(WindowDays{*at, *to}) : std::nullopt;
  }
  const bool is_bounded = window.extent == Window::Extent::kWithin || window.extent == Window::Extent::kLessThan;
  const auto duration = calendar_duration(scene, window.duration);
  if (!is_bounded || !duration) return std::nullopt;
  const Day open = window.extent == Window::Extent::kLessThan ? 1 : 0;   // the far ends do not belong
  const Day early = clinical::earlier(*at, *duration) + open;
  const Day late = clinical::later(*at, *duration) - open;
  switch (window.side) {
    case Window::Side::kBefore: return WindowDays{early, *at};
    case Window::Side::kAfter: return WindowDays{*at, late};
    case Window::Side::kOf: return WindowDays{early, late};
    case Window::Side::kOnOrBefore: case Window::Side::kOnOrAfter: case Window::Side::kFromTo: case Window::Side::kAt: break;
  }
  return std::nullopt;
}

void append_distance(std::string& out, const Scene& scene, const std::vector<program::WindowId>& windows, const model::Fact& fact) {
  if (windows.size() != 1) return;
  const Window& window = scene.program.windows[windows.front()];
  const bool is_near = window.side == Window::Side::kBefore || window.side == Window::Side::kAfter || window.side == Window::Side::kOf;
  const std::optional<Day> moment = day_of(scene, window.moment);
  const bool is_one_day = fact.is_dated && fact.start == fact.end && fact.start.is_day();
  const bool has_end = fact.is_dated && fact.has_end && !fact.has_not_ended && fact.end.is_day();
  const bool is_measured = is_near && moment && !window.is_clock && (is_one_day || (has_end && window.side == Window::Side::kBefore));
  if (!is_measured) return;
  const Day gap = fact.end.first - *moment;
  out += is_one_day ? ", " : ", ended ";
  if (gap == 0) out += is_one_day ? "the day of " : "on the day of ";
  else append_count(out, gap > 0 ? gap : -gap, "day");
  if (gap != 0) out += gap > 0 ? " after " : " before ";
  append_moment_name(out, scene, window.moment);
}

std::vector<program::WindowId> validity_windows(const Scene& scene, const eval::Finding& finding, program::ConceptId asked) {
  const program::Node& node = scene.program[finding.node];
  std::vector<program::ResultId> results;
  if (node.result) results.push_back(node.result);
  for (const program::ValueId id : {node.left, node.low, node.right}) results_below(scene.program, id, results);
  for (std::size_t i = 0; i < results.size(); ++i) {
    const program::Result& result = scene.program.results[results[i]];
    if (scene.vocabulary().is_a(asked, result.concept_id)) return result.windows.empty() && result.shelf_life ? std::vector{result.shelf_life} : result.windows;
    for (const program::ResultId input : result.inputs) {
      if (input) results.push_back(input);
    }
  }
  return {};
}

std::optional<Day> last_valid_day(const Scene& scene, const std::vector<program::WindowId>& windows, Day result) {
  if (windows.size() != 1) return std::nullopt;
  const Window& window = scene.program.windows[windows.front()];
  const Moment& moment = scene.program.moments[window.moment];
  const bool is_before_screening = window.side == Window::Side::kBefore && moment.form == Moment::Form::kScreening && moment.offsets.empty();
  const bool is_bounded = window.extent == Window::Extent::kWithin || window.extent == Window::Extent::kLessThan;
  const auto duration = calendar_duration(scene, window.duration);
  if (!is_before_screening || !is_bounded || window.is_clock || !duration) return std::nullopt;
  const Day open = window.extent == Window::Extent::kLessThan ? 1 : 0;
  Day day = clinical::later(result, *duration);
  while (clinical::earlier(day, *duration) + open <= result) ++day;   // clipped months: several days may reach back alike
  while (clinical::earlier(day, *duration) + open > result) --day;
  return day;
}

void append_days(std::string& out, const Scene& scene, const std::vector<program::WindowId>& windows) {
  if (windows.size() != 1) return;
  const Window& window = scene.program.windows[windows.front()];
  const bool says_itself = scene.program.moments[window.moment].form == Moment::Form::kDate && scene.program.moments[window.moment].offsets.empty();
  const bool is_between = window.side == Window::Side::kFromTo || window.side == Window::Side::kAt;
  const auto days = days_of(scene, windows.front());
  if (!days || (says_itself && is_between)) return;
  value::append_text(out += " (", days->first);
  if (days->first != days->last) value::append_text(out += " to ", days->last);
  out += ')';
}

}  // namespace eligo::explain
