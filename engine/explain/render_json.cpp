// The report as JSON (RECORDS.md): keys written in their order by hand, numbers copied as texts, nothing else.
#include "base/json_text.h"
#include "explain/render.h"

namespace eligo::explain {

namespace {

std::string quoted(std::string_view text) { return base::json_quoted(text); }

std::string scalar(std::string_view text) { return base::is_json_number(text) ? std::string(text) : quoted(text); }

// An object as it grows: keys in the order they are added.
class Object {
 public:
  explicit Object(std::string link = ", ") : link_(std::move(link)) {}
  Object& raw(std::string_view key, const std::string& value) {
    body_ += (body_.empty() ? "" : link_) + quoted(key) + ": " + value;
    return *this;
  }
  Object& text(std::string_view key, std::string_view value) { return raw(key, quoted(value)); }
  Object& text_if_any(std::string_view key, std::string_view value) { return value.empty() ? *this : text(key, value); }
  const std::string& members() const { return body_; }
  std::string str() const { return "{" + body_ + "}"; }

 private:
  std::string link_;
  std::string body_;
};

template <class Items, class Write>
std::string list(const Items& items, Write write, const std::string& link = ", ") {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : link) + write(item);
  return "[" + out + "]";
}

std::string text_or_null(const std::string& text) { return text.empty() ? "null" : quoted(text); }

std::string joined_sentences(const Reason& reason) {
  std::string out;
  for (const std::string& sentence : reason.sentences) out += (out.empty() ? "" : "; ") + sentence;
  return out;
}

std::string json_of(const CitedFact& fact) {
  Object out;
  out.text("of", fact.of);
  if (!fact.value.empty()) out.raw("value", scalar(fact.value));
  out.text_if_any("unit", fact.unit).text_if_any("on", fact.on).text_if_any("start", fact.start).text_if_any("end", fact.end);
  if (fact.is_ongoing) out.raw("ongoing", "true");
  return out.text("at", fact.at).str();
}

std::string json_of(const Reason& reason) {
  return Object()
      .text("id", reason.id)
      .text("status", eval::name_of(reason.status))
      .text("text", joined_sentences(reason))
      .raw("facts", list(reason.facts, [](const CitedFact& f) { return json_of(f); }))
      .str();
}

std::string json_of(const Missing& missing) {
  return Object().text("of", missing.of).text("why", eval::name_of(missing.why)).text_if_any("last", missing.last).text_if_any("obtain", missing.obtain).str();
}

// Where the layout has lines, each reason and each missing thing has its own.
std::string json_of(const CriterionReport& criterion, bool has_lines) {
  const bool has_details = has_lines && (!criterion.reasons.empty() || !criterion.missing.empty());
  const std::string link = has_details ? ",\n     " : ", ";
  const std::string item_link = has_lines ? ",\n       " : ", ";
  Object head;
  head.text("id", criterion.id).text("kind", criterion.is_inclusion ? "inclusion" : "exclusion").text("title", criterion.title);
  head.text("status", eval::name_of(criterion.status)).text_if_any("cohort", criterion.cohort);
  Object rest(link);
  rest.raw("reasons", list(criterion.reasons, [](const Reason& r) { return json_of(r); }, item_link));
  rest.raw("missing", list(criterion.missing, [](const Missing& m) { return json_of(m); }, item_link));
  const bool is_open_or_fails = criterion.status == eval::Status::kFail || criterion.status == eval::Status::kUnknown;
  if (is_open_or_fails && !criterion.notes.empty()) rest.raw("notes", list(criterion.notes, [](const std::string& n) { return quoted(n); }));
  return "{" + head.members() + link + rest.members() + "}";
}

std::string json_of(const CohortReport& cohort) { return Object().text("id", cohort.id).text("verdict", eval::name_of(cohort.verdict)).str(); }
std::string json_of(const ProblemReport& problem) { return Object().text("code", problem.code).text("at", problem.at).text("text", problem.text).str(); }

}  // namespace

std::string render_json(const Report& report, JsonLayout layout) {
  const bool has_lines = layout == JsonLayout::kLines;
  Object out(has_lines ? ",\n " : ", ");
  out.text("patient", report.patient).text("protocol", report.protocol).text("version", report.version).text("screening", report.screening);
  out.text("verdict", eval::name_of(report.verdict));
  if (!report.cohorts.empty()) out.raw("cohorts", list(report.cohorts, [](const CohortReport& c) { return json_of(c); }));
  const std::string criteria = list(report.criteria, [&](const CriterionReport& c) { return json_of(c, has_lines); }, has_lines ? ",\n   " : ", ");
  out.raw("criteria", has_lines && criteria.size() > 2 ? "[\n   " + criteria.substr(1) : criteria);
  out.raw("eligible_from", text_or_null(report.eligible_from)).raw("eligible_until", text_or_null(report.eligible_until));
  out.raw("problems", list(report.problems, [](const ProblemReport& p) { return json_of(p); }));
  out.raw("assumptions", list(report.assumptions, [](const std::string& a) { return quoted(a); }));
  out.text("rules_sha256", report.rules_sha256).text("vocabulary_sha256", report.vocabulary_sha256).text("engine", report.engine);
  return out.str() + "\n";
}

}  // namespace eligo::explain
