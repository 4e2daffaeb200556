// The keys of a record in their usual order; facts by list. Numbers stay as the source wrote them.
#include "io/write_record.h"

#include <string_view>
#include <utility>
#include <vector>

#include "base/json_text.h"

namespace eligo::io {

namespace {

using base::json_quoted;

// JSON numbers of few digits are written bare: others might be read differently by other programs.
std::string scalar(std::string_view text) {
  constexpr std::size_t kFewDigits = 15;
  return base::is_json_number(text) && text.size() <= kFewDigits ? std::string(text) : json_quoted(text);
}

/// An object or a list that grows.
class Writer {
 public:
  explicit Writer(char open) : text_(1, open) {}

  void add(std::string_view item) {
    if (text_.size() > 1) text_ += ", ";
    text_ += item;
  }
  void add(std::string_view key, std::string_view value) { add(json_quoted(key) + ": " + std::string(value)); }
  bool is_empty() const { return text_.size() == 1; }
  std::string closed() const { return text_ + (text_.front() == '{' ? "}" : "]"); }

 private:
  std::string text_;
};

std::string list_of(const std::vector<std::string>& texts) {
  Writer list('[');
  for (const std::string& text : texts) list.add(json_quoted(text));
  return list.closed();
}

std::string object_of(const std::vector<std::pair<std::string, std::string>>& pairs) {
  Writer object('{');
  for (const auto& [key, text] : pairs) object.add(key, json_quoted(text));
  return object.closed();
}

std::string fact_text(const model::Transcript::ToldFact& fact) {
  Writer object('{');
  for (const model::Transcript::Key& key : fact.keys) object.add(key.name, key.is_text ? scalar(key.text) : "{}");
  Writer troubles('[');
  for (const auto& [code, text] : fact.troubles) troubles.add(json_quoted(std::string(diag::text_of(code)) + ": " + text));
  if (!troubles.is_empty()) object.add("set_aside", troubles.closed());
  if (!fact.path.empty()) object.add("from", json_quoted(fact.path));
  return object.closed();
}

std::string answers_text(const std::vector<model::Transcript::Answer>& answers) {
  Writer object('{');
  for (const auto& it : answers) {
    Writer answer('{');
    answer.add("answer", json_quoted(it.answer));
    if (!it.by.empty()) answer.add("by", json_quoted(it.by));
    if (!it.on.empty()) answer.add("on", json_quoted(it.on));
    object.add(it.name, answer.closed());
  }
  return object.closed();
}

std::string problems_text(const std::vector<model::Transcript::ToldProblem>& problems) {
  Writer list('[');
  for (const auto& [problem, kinds] : problems) {
    Writer object('{');
    object.add("code", json_quoted(diag::text_of(problem.code)));
    object.add("at", json_quoted(problem.at));
    object.add("text", json_quoted(problem.text));
    std::vector<std::string> lists;
    for (const model::Kind kind : kinds) lists.emplace_back(clinical::list_name_of(kind));
    if (!lists.empty()) object.add("incomplete", list_of(lists));
    list.add(object.closed());
  }
  return list.closed();
}

}  // namespace

std::string write_record(const model::Transcript& told) {
  Writer record('{');
  for (const auto& [key, text] : told.own) record.add(key, json_quoted(text));
  if (!told.dates.empty()) record.add("dates", object_of(told.dates));
  if (!told.complete.empty()) record.add("history", "{\"complete\": " + list_of(told.complete) + "}");
  if (!told.absent.empty()) record.add("absent", list_of(told.absent));
  for (std::size_t k = 0; k < clinical::kKindCount; ++k) {
    Writer facts('[');
    for (const model::Transcript::ToldFact& fact : told.facts) {
      if (fact.list == static_cast<model::Kind>(k)) facts.add(fact_text(fact));
    }
    if (!facts.is_empty()) record.add(clinical::list_name_of(static_cast<model::Kind>(k)), facts.closed());
  }
  if (!told.answers.empty()) record.add("answers", answers_text(told.answers));
  if (!told.problems.empty()) record.add("problems", problems_text(told.problems));
  return record.closed();
}

}  // namespace eligo::io
