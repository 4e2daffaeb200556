// Columns of counts, the widest first column that is needed, and lists from most to least.
#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"
#include "batch/funnel_render.h"
#include "batch/row_writers.h"

namespace eligo::batch {

namespace {

constexpr std::size_t kTitle = 44;       // characters
constexpr std::size_t kMostListed = 10;

std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(const std::string& text, std::size_t width) { return text + std::string(width - std::min(width, width_of(text)), ' '); }

std::string name_of(const CriterionName& criterion) { return criterion.title.empty() ? criterion.id : criterion.id + " " + criterion.title; }

std::string head(const Funnel& funnel) {
  const RowShape& shape = funnel.shape();
  std::string out = one_line(shape.protocol, 60);
  if (!shape.title.empty()) out += ": " + one_line(shape.title, 100);
  out += fmt::format("\n{} in the list: {} eligible, {} ineligible, {} undetermined", funnel.rows(), funnel.of(RowVerdict::kEligible), funnel.of(RowVerdict::kIneligible), funnel.of(RowVerdict::kUndetermined));
  if (funnel.of(RowVerdict::kError) > 0) out += fmt::format(", {} could not be read", funnel.of(RowVerdict::kError));
  return out + "\n";
}

std::string table(const Funnel& funnel) {
  std::size_t width = 9;
  for (const CriterionName& criterion : funnel.shape().criteria) width = std::max(width, width_of(one_line(name_of(criterion), kTitle)));
  std::string out = fmt::format("\n{} {:>9} {:>9} {:>9} {:>9}   {:>9} {:>9}\n", padded("criterion", width), "entered", "fail", "undecided", "pass", "fail, all", "only this");
  for (const FunnelStep& step : funnel.steps()) {
    const CriterionCount& count = funnel.criteria()[step.criterion];
    out += fmt::format("{} {:>9} {:>9} {:>9} {:>9}   {:>9} {:>9}\n", padded(one_line(name_of(funnel.shape().criteria[step.criterion]), kTitle), width), step.entered, step.failed,
                       step.undecided, step.passed(), count.failed, count.only_failed);
  }
  return out;
}

// The first entries of a list from most to least.
template <class Line>
std::string listed(const std::string& title, const std::map<std::string, std::uint64_t>& counts, Line line) {
  if (counts.empty()) return "";
  std::string out = "\n" + title + "\n";
  const auto sorted = by_count(counts);
  for (std::size_t i = 0; i < std::min(sorted.size(), kMostListed); ++i) out += "  " + line(sorted[i].first, sorted[i].second) + "\n";
  if (sorted.size() > kMostListed) out += fmt::format("  and {} others\n", sorted.size() - kMostListed);
  return out;
}

std::string reasons_for(const Funnel& funnel, const std::string& name) {
  std::string out;
  for (const auto& [key, count] : funnel.wanted_why()) {
    if (key.first == name) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", key.second, count);
  }
  return out;
}

std::string meaning_of(const std::string& code) {
  for (const diag::Code known : diag::all_codes()) {
    if (diag::text_of(known) == code) return diag::meaning_of(known);
  }
  return "";
}

std::string text_of(const Funnel& funnel) {
  const auto number_first = [](const std::string& name, std::uint64_t count) { return fmt::format("{:>9}  {}", count, one_line(name, 80)); };
  std::map<std::string, std::uint64_t> problems;
  for (const auto& [code, count] : funnel.problems()) problems[code] = count.problems;
  std::string out = head(funnel) + table(funnel);
  const std::uint64_t open = funnel.of(RowVerdict::kUndetermined);
  out += listed(fmt::format("One test away: {} of {} undetermined. The test that is missing:", funnel.one_test_away(), open), funnel.unlocking(), number_first);
  out += listed(fmt::format("One answer away: {} of {} undetermined. What the record does not say:", funnel.one_answer_away(), open), funnel.settling(), number_first);
  out += listed("Most wanted, by undetermined patients:", funnel.wanted(), [&](const std::string& name, std::uint64_t count) { return number_first(name, count) + " (" + reasons_for(funnel, name) + ")"; });
  out += listed("Problems with the data:", problems, [&](const std::string& code, std::uint64_t count) {
    return number_first(code, count) + fmt::format(" in {} records: {}", funnel.problems().at(code).records, meaning_of(code));
  });
  return out;
}

/// Lines of the table for programs.
class Table {
 public:
  explicit Table(const Funnel& funnel) : funnel_(funnel) {}

  std::string lines() {
    for (const RowVerdict verdict : {RowVerdict::kEligible, RowVerdict::kIneligible, RowVerdict::kUndetermined, RowVerdict::kError}) add("list", "", "", batch::name_of(verdict), funnel_.of(verdict));
    add("list", "", "", "several_failed", funnel_.with_several_failed());
    add("list", "", "", "one_test_away", funnel_.one_test_away());
    add("list", "", "", "one_answer_away", funnel_.one_answer_away());
    for (std::size_t i = 0; i < funnel_.steps().size(); ++i) add_step(i);
    for (std::size_t i = 0; i < funnel_.criteria().size(); ++i) add_criterion(i);
    for (const auto& [name, count] : by_count(funnel_.unlocking())) add("unlocking", "", name, "patients", count);
    for (const auto& [name, count] : by_count(funnel_.settling())) add("settling", "", name, "patients", count);
    for (const auto& [name, count] : by_count(funnel_.wanted())) add("wanted", "", name, "patients", count);
    for (const auto& [key, count] : funnel_.wanted_why()) add("wanted", "", key.first, key.second, count);
    for (const auto& [code, count] : funnel_.problems()) {
      add("problem", "", code, "problems", count.problems);
      add("problem", "", code, "records", count.records);
    }
    return std::move(out_);
  }

 private:
  void add_step(std::size_t index) {
    const FunnelStep& step = funnel_.steps()[index];
    const std::string number = std::to_string(index + 1);
    const std::string& id = funnel_.shape().criteria[step.criterion].id;
    add("step", number, id, "entered", step.entered);
    add("step", number, id, "failed", step.failed);
    add("step", number, id, "undecided", step.undecided);
    add("step", number, id, "passed", step.passed());
  }

  void add_criterion(std::size_t index) {
    const CriterionCount& count = funnel_.criteria()[index];
    const std::string& id = funnel_.shape().criteria[index].id;
    add("criterion", "", id, "failed", count.failed);
    add("criterion", "", id, "unknown", count.unknown);
    add("criterion", "", id, "only_failed", count.only_failed);
  }

  void add(std::string_view section, std::string_view step, std::string_view name, std::string_view measure, std::uint64_t count) {
    for (const std::string_view cell : {std::string_view(funnel_.shape().protocol), section, step, name, measure}) {
      add_csv_cell(out_, cell);
      out_ += ',';
    }
    out_ += std::to_string(count) + "\r\n";
  }

  const Funnel& funnel_;
  std::string out_;
};

}  // namespace

std::string one_line(const std::string& text, std::size_t most) {
  std::string out;
  std::size_t characters = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t length = base::utf8_length(rest);
    const bool is_plain = length > 0 && !(length == 1 && static_cast<unsigned char>(rest.front()) < 0x20) && rest.front() != 0x7F;
    if (++characters > most) return out.substr(0, out.find_last_not_of(' ') + 1) + "…";
    out += is_plain ? rest.substr(0, length) : " ";
    rest.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

std::string funnel_text(const std::vector<Funnel>& funnels) {
  std::string out;
  for (const Funnel& funnel : funnels) out += (out.empty() ? "" : "\n") + text_of(funnel);
  return out;
}

std::string funnel_csv(const std::vector<Funnel>& funnels) {
  std::string out = "protocol,section,step,name,measure,count\r\n";
  for (const Funnel& funnel : funnels) out += Table(funnel).lines();
  return out;
}

}  // namespace eligo::batch
