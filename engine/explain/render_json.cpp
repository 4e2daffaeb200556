// The report as JSON (RECORDS.md): keys written in their order by hand, numbers copied as texts, nothing else. All goes to
// the end of one string.
#include <algorithm>
#include <array>
#include <utility>

#include "base/json_text.h"
#include "explain/render.h"
#include "explain/report_parts.h"
#include "explain/result_writer.h"
#include "explain/telling.h"

namespace eligo::explain {

namespace {

using base::append_json_quoted;

// A key with the usual link before it, as it stands in the text: `, "of": `.
class Key {
 public:
  template <std::size_t kSize>
  consteval Key(const char (&name)[kSize]) : size_(kSize - 1 + kLink.size() + kOpening.size() + kBehind.size()) {
    char* at = std::copy(kLink.begin(), kLink.end(), text_);
    at = std::copy(kOpening.begin(), kOpening.end(), at);
    at = std::copy(name, name + kSize - 1, at);
    std::copy(kBehind.begin(), kBehind.end(), at);
  }
  std::string_view whole() const { return {text_, size_}; }
  std::string_view without_link() const { return whole().substr(kLink.size()); }

  static constexpr std::string_view kLink = ", ";

 private:
  static constexpr std::string_view kOpening = "\"", kBehind = "\": ";
  char text_[32] = {};
  std::size_t size_;
};

// An object as it grows: keys in the order they are added. Whoever begins it closes it.
class Object {
 public:
  explicit Object(std::string& out, std::string_view link = Key::kLink, bool is_empty = true)
      : out_(out), link_(link == Key::kLink ? std::string_view() : link), is_empty_(is_empty) {}
  std::string& key(const Key& name) {
    if (link_.empty() && !is_empty_) return out_ += name.whole();
    if (!std::exchange(is_empty_, false)) out_ += link_;
    return out_ += name.without_link();
  }
  Object& raw(const Key& name, std::string_view value) {
    key(name) += value;
    return *this;
  }
  Object& text(const Key& name, std::string_view value) {
    append_json_quoted(key(name), value);
    return *this;
  }
  Object& text_if_any(const Key& name, std::string_view value) { return value.empty() ? *this : text(name, value); }
  Object& text_or_null(const Key& name, std::string_view value) { return value.empty() ? raw(name, "null") : text(name, value); }
  template <class Items, class Write>
  Object& list(const Key& name, const Items& items, Write write, std::string_view link = ", ") {
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
  std::string_view link_;   // empty: the usual one
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

template <class Facts, class AppendFact>
void append_reason(std::string& out, std::string_view id, eval::Status status, std::string_view text, const Facts& facts, AppendFact append) {
  out += '{';
  Object(out).text("id", id).text("status", eval::name_of(status)).text("text", text).list("facts", facts, append);
  out += '}';
}

void append_missing(std::string& out, std::string_view of, eval::Why why, std::string_view last, std::string_view obtain) {
  out += '{';
  Object(out).text("of", of).text("why", eval::name_of(why)).text_if_any("last", last).text_if_any("obtain", obtain);
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
template <class Reasons, class AppendReason, class MissingThings, class AppendMissing, class Notes>
void append_details(std::string& out, const Reasons& reasons, AppendReason append_one, const MissingThings& missing, AppendMissing append_thing, const Notes& notes, bool has_lines) {
  const bool has_details = has_lines && (!reasons.empty() || !missing.empty());
  const std::string_view item_link = has_lines ? ",\n       " : ", ";
  Object object(out, has_details ? ",\n     " : ", ", false);
  object.list("reasons", reasons, append_one, item_link).list("missing", missing, append_thing, item_link);
  if (!notes.empty()) object.list("notes", notes, append_json_quoted);
  out += '}';
}

void append_details(std::string& out, const CriterionReport& criterion, bool has_lines) {
  const auto reason = [](std::string& to, const Reason& one) { append_reason(to, one.id, one.status, joined_sentences(one), one.facts, append_fact); };
  const auto thing = [](std::string& to, const Missing& one) { append_missing(to, one.of, one.why, one.last, one.obtain); };
  const std::vector<std::string> none;
  append_details(out, criterion.reasons, reason, criterion.missing, thing, is_settled_well(criterion.status) ? none : criterion.notes, has_lines);
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
      passing_from.push_back(passing.size());
      passing.append(i > 0 ? ", " : "").append(of_criterion[static_cast<std::size_t>(eval::Status::kPass)]);
    }
    passing_from.push_back(passing.size());
  }

  /// Criteria that stand one behind the other and pass, with the link to what stands before them.
  std::string_view passing_run(std::uint32_t first, std::uint32_t last) const {
    return std::string_view(passing).substr(passing_from[first], passing_from[last + 1] - passing_from[first]);
  }

  using Texts = std::array<std::string, eval::kStatuses>;   // by status, without a cohort: the whole, or where it is not settled well, the head
  Names names;
  std::vector<Texts> criteria;
  std::string passing;                                      // all criteria, each as it stands where it passes
  std::vector<std::size_t> passing_from;                    // by criterion: where it begins there
  Prepared prepared;
  ToldCriterion told;                                       // room for the one at hand
  CitedFact cited;                                          // and for the fact at hand
};

ResultWriter::ResultWriter(const program::Program& program, ReportContext context)
    : program_(program), context_(std::move(context)), pieces_(std::make_unique<Pieces>(program, context_)) {}
ResultWriter::~ResultWriter() = default;

void ResultWriter::append(const model::PatientRecord& record, const eval::Outcome& outcome, const eval::EligibilityWindow& window, std::string& out) {
  const Scene scene{program_, record, outcome.recording, pieces_->prepared, Extent::kData};
  append_result(out, report_frame(scene, outcome, window, context_), pieces_->names, ", ", [&](std::string& to) { append_criteria(scene, outcome.criteria, to); });
}

namespace {

// The end of the run of criteria from `first` on that pass, in the order of the file.
std::size_t end_of_passing(const std::vector<eval::CriterionOutcome>& all, std::size_t first) {
  std::size_t end = first;
  for (std::uint32_t next = all[first].criterion; end < all.size() && all[end].status == eval::Status::kPass && all[end].criterion == next && !all[end].cohort; ++next) ++end;
  return end;
}

}  // namespace

void ResultWriter::append_criteria(const Scene& scene, const std::vector<eval::CriterionOutcome>& all, std::string& out) const {
  out += '[';
  for (std::size_t i = 0; i < all.size();) {
    const std::size_t end = end_of_passing(all, i);
    if (end > i) {
      out += pieces_->passing_run(all[i].criterion, all[end - 1].criterion);
      i = end;
      continue;
    }
    if (i > 0) out += ", ";
    append_criterion(scene, all[i++], out);
  }
  out += ']';
}

void ResultWriter::append_criterion(const Scene& scene, const eval::CriterionOutcome& outcome, std::string& out) const {
  if (!outcome.cohort) {
    out += pieces_->criteria[outcome.criterion][static_cast<std::size_t>(outcome.status)];
  } else {
    CriterionReport criterion;
    name_criterion(program_, outcome, criterion);
    criterion.status = outcome.status;
    append_head(out, criterion);
    if (is_settled_well(outcome.status)) append_details(out, criterion, false);
  }
  if (!is_settled_well(outcome.status)) append_told(scene, outcome, out);
}

void ResultWriter::append_told(const Scene& scene, const eval::CriterionOutcome& outcome, std::string& out) const {
  ToldCriterion& told = pieces_->told;
  tell_criterion(scene, outcome, told);
  const auto fact = [&](std::string& to, const Citation& citation) {
    spell(scene, citation, pieces_->cited);
    append_fact(to, pieces_->cited);
  };
  const auto reason = [&](std::string& to, const ToldReason& one) { append_reason(to, one.id, outcome.status, one.text, one.facts, fact); };
  const auto thing = [&](std::string& to, const ToldMissing& one) {
    std::string last;
    append_last(last, scene, *one.want);
    const auto concept_id = one.want->concept_id;
    append_missing(to, one.want->of, one.want->why, last, concept_id ? std::string_view(scene.vocabulary()[concept_id].obtain) : std::string_view());
  };
  append_details(out, told.reasons, reason, told.missing, thing, told.notes, false);
}

}  // namespace eligo::explain
