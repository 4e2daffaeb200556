// The report as JSON (RECORDS.md): keys written in their order by hand, numbers copied as texts, nothing else. All goes to
// the end of one string.
#include <algorithm>
#include <array>
#include <utility>

#include "base/json_text.h"
#include "explain/render.h"
#include "explain/report_parts.h"
#include "explain/result_writer.h"

namespace eligo::explain {

namespace {

using base::append_json_quoted;

// An object as it grows: keys in the order they are added. Whoever begins it closes it.
class Object {
 public:
  explicit Object(std::string& out, std::string_view link = ", ", bool is_empty = true) : out_(out), link_(link), is_empty_(is_empty) {}
  std::string& key(std::string_view name) {
    constexpr std::string_view kBehind = "\": ";
    const std::string_view link = std::exchange(is_empty_, false) ? std::string_view() : link_;
    const std::size_t from = out_.size();
    out_.resize(from + link.size() + 1 + name.size() + kBehind.size());
    char* at = std::copy(link.begin(), link.end(), out_.data() + from);
    *at++ = '"';
    at = std::copy(name.begin(), name.end(), at);
    std::copy(kBehind.begin(), kBehind.end(), at);
    return out_;
  }
  Object& raw(std::string_view name, std::string_view value) {
    key(name) += value;
    return *this;
  }
  Object& text(std::string_view name, std::string_view value) {
    append_json_quoted(key(name), value);
    return *this;
  }
  Object& text_if_any(std::string_view name, std::string_view value) { return value.empty() ? *this : text(name, value); }
  Object& text_or_null(std::string_view name, std::string_view value) { return value.empty() ? raw(name, "null") : text(name, value); }
  template <class Items, class Write>
  Object& list(std::string_view name, const Items& items, Write write, std::string_view link = ", ") {
    key(name) += '[';
    for (const auto& item : items) {
      if (&item != &*items.begin()) out_ += link;
      write(out_, item);
    }
    out_ += ']';
    return *this;
  }

 private:
  std::string& out_;
  std::string_view link_;
  bool is_empty_;
};

void append_scalar(std::string& out, std::string_view text) {
  if (base::is_json_number(text)) out += text;
  else append_json_quoted(out, text);
}

std::string joined_sentences(const Reason& reason) {
  std::string out;
  for (const std::string& sentence : reason.sentences) {
    if (!out.empty()) out += "; ";
    out += sentence;
  }
  return out;
}

void append_fact(std::string& out, const CitedFact& fact) {
  out += '{';
  Object object(out);
  object.text("of", fact.of);
  if (!fact.value.empty()) append_scalar(object.key("value"), fact.value);
  object.text_if_any("unit", fact.unit).text_if_any("on", fact.on).text_if_any("start", fact.start).text_if_any("end", fact.end);
  if (fact.is_ongoing) object.raw("ongoing", "true");
  object.text("at", fact.at);
  out += '}';
}

void append_reason(std::string& out, const Reason& reason) {
  out += '{';
  Object object(out);
  object.text("id", reason.id).text("status", eval::name_of(reason.status));
  if (reason.sentences.size() == 1) object.text("text", reason.sentences.front());
  else object.text("text", joined_sentences(reason));
  object.list("facts", reason.facts, append_fact);
  out += '}';
}

void append_missing(std::string& out, const Missing& missing) {
  out += '{';
  Object(out).text("of", missing.of).text("why", eval::name_of(missing.why)).text_if_any("last", missing.last).text_if_any("obtain", missing.obtain);
  out += '}';
}

void append_cohort(std::string& out, const CohortReport& cohort) {
  out += '{';
  Object(out).text("id", cohort.id).text("verdict", eval::name_of(cohort.verdict));
  out += '}';
}

void append_problem(std::string& out, const ProblemReport& problem) {
  out += '{';
  Object(out).text("code", problem.code).text("at", problem.at).text("text", problem.text);
  out += '}';
}

// ---- Criteria

bool is_settled_well(eval::Status status) { return status == eval::Status::kPass || status == eval::Status::kNotApplicable; }

// From the brace that opens it to its cohort.
void append_head(std::string& out, const CriterionReport& criterion) {
  out += '{';
  Object object(out);
  object.text("id", criterion.id).text("kind", criterion.is_inclusion ? "inclusion" : "exclusion").text("title", criterion.title);
  object.text("status", eval::name_of(criterion.status)).text_if_any("cohort", criterion.cohort);
}

// The rest, with the brace that closes it. Where the layout has lines, each reason and each missing thing has its own.
void append_details(std::string& out, const CriterionReport& criterion, bool has_lines) {
  const bool has_details = has_lines && (!criterion.reasons.empty() || !criterion.missing.empty());
  const std::string_view item_link = has_lines ? ",\n       " : ", ";
  Object object(out, has_details ? ",\n     " : ", ", false);
  object.list("reasons", criterion.reasons, append_reason, item_link).list("missing", criterion.missing, append_missing, item_link);
  if (!is_settled_well(criterion.status) && !criterion.notes.empty()) object.list("notes", criterion.notes, append_json_quoted);
  out += '}';
}

// ---- The whole

/// What is the same for all results of a program, as it stands in the text.
struct Names {
  Names(std::string_view protocol, std::string_view version, std::string_view rules_sha256, std::string_view vocabulary_sha256, std::string_view engine, std::string_view link) {
    Object(front, link, false).text("protocol", protocol).text("version", version);
    Object(back, link, false).text("rules_sha256", rules_sha256).text("vocabulary_sha256", vocabulary_sha256).text("engine", engine);
  }

  std::string front, back;
};

/// `append_criteria` writes the list of criteria, with its brackets.
template <class AppendCriteria>
void append_result(std::string& out, const Report& report, const Names& names, std::string_view link, AppendCriteria append_criteria) {
  out += '{';
  Object object(out, link);
  object.text("patient", report.patient);
  out += names.front;
  object.text("screening", report.screening).text("verdict", eval::name_of(report.verdict));
  if (!report.cohorts.empty()) object.list("cohorts", report.cohorts, append_cohort);
  append_criteria(object.key("criteria"));
  object.text_or_null("eligible_from", report.eligible_from).text_or_null("eligible_until", report.eligible_until);
  object.list("problems", report.problems, append_problem).list("assumptions", report.assumptions, append_json_quoted);
  out += names.back;
  out += '}';
}

void append_criteria(std::string& out, const std::vector<CriterionReport>& criteria, bool has_lines) {
  out += has_lines && !criteria.empty() ? "[\n   " : "[";
  for (const CriterionReport& criterion : criteria) {
    if (&criterion != &criteria.front()) out += has_lines ? ",\n   " : ", ";
    append_head(out, criterion);
    append_details(out, criterion, has_lines);
  }
  out += ']';
}

}  // namespace

std::string render_json(const Report& report, JsonLayout layout) {
  const bool has_lines = layout == JsonLayout::kLines;
  const std::string_view link = has_lines ? ",\n " : ", ";
  const Names names(report.protocol, report.version, report.rules_sha256, report.vocabulary_sha256, report.engine, link);
  std::string out;
  append_result(out, report, names, link, [&](std::string& to) { append_criteria(to, report.criteria, has_lines); });
  out += '\n';
  return out;
}

// ---- One result after the other

/// What results of a program are put together from.
struct ResultWriter::Pieces {
  Pieces(const program::Program& program, const ReportContext& context)
      : names(program.protocol, program.version, program.rules_sha256, program.vocabulary->sha256(), context.engine_version, ", "), prepared(program) {
    for (std::uint32_t i = 0; i < program.criteria.size(); ++i) {
      Texts& of_criterion = criteria.emplace_back();
      for (std::size_t status = 0; status < eval::kStatuses; ++status) {
        CriterionReport criterion;
        name_criterion(program, {i, {}, {}, {}, {}}, criterion);
        criterion.status = static_cast<eval::Status>(status);
        append_head(of_criterion[status], criterion);
        if (is_settled_well(criterion.status)) append_details(of_criterion[status], criterion, false);
      }
    }
  }

  using Texts = std::array<std::string, eval::kStatuses>;   // by status, without a cohort: the whole, or where it is not settled well, the head
  Names names;
  std::vector<Texts> criteria;
  Prepared prepared;
};

ResultWriter::ResultWriter(const program::Program& program, ReportContext context)
    : program_(program), context_(std::move(context)), pieces_(std::make_unique<Pieces>(program, context_)) {}
ResultWriter::~ResultWriter() = default;

void ResultWriter::append(const model::PatientRecord& record, const eval::Outcome& outcome, const eval::EligibilityWindow& window, std::string& out) {
  const Scene scene{program_, record, outcome.recording, pieces_->prepared, Extent::kData};
  append_result(out, report_frame(scene, outcome, window, context_), pieces_->names, ", ", [&](std::string& to) {
    to += '[';
    for (const eval::CriterionOutcome& one : outcome.criteria) {
      if (&one != &outcome.criteria.front()) to += ", ";
      append_criterion(scene, one, to);
    }
    to += ']';
  });
}

void ResultWriter::append_criterion(const Scene& scene, const eval::CriterionOutcome& outcome, std::string& out) const {
  if (!outcome.cohort) out += pieces_->criteria[outcome.criterion][static_cast<std::size_t>(outcome.status)];
  if (!outcome.cohort && is_settled_well(outcome.status)) return;
  CriterionReport criterion;
  criterion.status = outcome.status;
  if (outcome.cohort) {
    name_criterion(program_, outcome, criterion);
    append_head(out, criterion);
  }
  if (!is_settled_well(outcome.status)) explain_criterion(scene, outcome, criterion);
  append_details(out, criterion, false);
}

}  // namespace eligo::explain
