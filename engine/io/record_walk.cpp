// The keys of a record and what may stand under each. What the texts mean is RecordBuilder's business.
#include "io/record_walk.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/edit_distance.h"
#include "io/raw_text.h"

namespace eligo::io {

namespace {

using clinical::Kind;
using clinical::RawValue;
using diag::Code;
using diag::Span;

constexpr std::string_view kTopKeys[] = {"patient", "birth_date", "sex", "dates", "history", "absent", "answers", "problems"};

bool is_text(const RawValue& value) { return value.shape == RawValue::Shape::kText; }
bool is_list(const RawValue& value) { return value.shape == RawValue::Shape::kList; }
bool is_map(const RawValue& value) { return value.shape == RawValue::Shape::kMap; }

std::string element(std::string_view list, std::size_t index) { return std::string(list) + "[" + std::to_string(index) + "]"; }

class RecordWalk {
 public:
  RecordWalk(const RawValue& root, const diag::Source& source, model::RecordBuilder& builder)
      : root_(root), source_(source), builder_(builder), first_line_(line_at(source, root.span.begin)) {
    is_one_line_ = line_at(source, root.span.end) == first_line_;
  }

  void run() {
    for (std::size_t i = 0; i < root_.items.size(); ++i) walk_key(root_.keys[i].first, root_.keys[i].second, root_.items[i]);
  }

 private:
  void walk_key(const std::string& key, Span span, const RawValue& value) {
    const std::uint32_t line = line_of(span);
    if (const auto kind = clinical::kind_from_list_name(key)) return walk_facts(*kind, value, line);
    if (base::equal_folded(key, "dates")) return walk_dates(value, line);
    if (base::equal_folded(key, "history")) return walk_history(value, line);
    if (base::equal_folded(key, "absent")) return walk_absent(value, line);
    if (base::equal_folded(key, "answers")) return walk_answers(value, line);
    if (base::equal_folded(key, "problems")) return walk_problems(value, line);
    for (const std::string_view own : {"patient", "birth_date", "sex"}) {
      if (!base::equal_folded(key, own)) continue;
      if (is_text(value)) return builder_.set(own, value.text, line);
      return wrong_shape(key, "one text", line);
    }
    unknown_key(key, line);
  }

  // A slip in the name of a list hides facts: that kind is not complete.
  void unknown_key(const std::string& key, std::uint32_t line) {
    std::vector<std::string> known(std::begin(kTopKeys), std::end(kTopKeys));
    for (std::size_t k = 0; k < clinical::kKindCount; ++k) known.emplace_back(clinical::list_name_of(static_cast<Kind>(k)));
    const auto near = key.size() <= 40 && ++unknown_keys_ <= 20 ? base::nearest(key, known) : std::nullopt;
    const auto list = near ? clinical::kind_from_list_name(*near) : std::nullopt;
    std::string text = "unknown key `" + key.substr(0, 80) + "`";
    if (near) text += "; did you mean `" + *near + "`?";
    builder_.add_problem(Code::E0602, key.empty() ? "\"\"" : key, std::move(text), line, list);
  }

  void walk_dates(const RawValue& dates, std::uint32_t line) {
    if (!is_map(dates)) return wrong_shape("dates", "a map of moments", line);
    for (std::size_t i = 0; i < dates.items.size(); ++i) {
      builder_.add_date(dates.keys[i].first, dates.items[i].text, line_of(dates.keys[i].second));  // a list or map has no text: no date
    }
  }

  void walk_history(const RawValue& history, std::uint32_t line) {
    if (!is_map(history)) return wrong_shape("history", "a map with the key `complete`", line);
    for (std::size_t i = 0; i < history.items.size(); ++i) {
      const auto& [key, span] = history.keys[i];
      if (base::equal_folded(key, "complete")) {
        walk_complete(history.items[i], line_of(span));
      } else {
        builder_.add_problem(Code::E0602, "history." + key, "unknown key `" + key + "`", line_of(span));
      }
    }
  }

  void walk_complete(const RawValue& lists, std::uint32_t line) {
    if (!is_list(lists)) return wrong_shape("history.complete", "a list of lists' names", line);
    for (std::size_t i = 0; i < lists.items.size(); ++i) builder_.add_complete(i, lists.items[i].text, line_of(lists.items[i].span));
  }

  void walk_absent(const RawValue& names, std::uint32_t line) {
    if (!is_list(names)) return wrong_shape("absent", "a list of concepts", line);
    for (std::size_t i = 0; i < names.items.size(); ++i) {
      const RawValue& name = names.items[i];
      if (is_text(name)) {
        builder_.add_absent(i, name.text, line_of(name.span));
      } else {
        wrong_shape(element("absent", i), "a concept", line_of(name.span));
      }
    }
  }

  void walk_answers(const RawValue& answers, std::uint32_t line) {
    if (!is_map(answers)) return wrong_shape("answers", "a map of answers", line);
    for (std::size_t i = 0; i < answers.items.size(); ++i) {
      const auto& [name, span] = answers.keys[i];
      const RawValue& answer = answers.items[i];
      if (is_text(answer)) {
        builder_.add_answer(name, answer.text, "", "", line_of(span));
      } else if (is_map(answer)) {
        walk_answer(name, answer, line_of(span));
      } else {
        wrong_shape("answers." + name, "`yes`, `no` or a map with the key `answer`", line_of(span));
      }
    }
  }

  void walk_answer(const std::string& name, const RawValue& map, std::uint32_t line) {
    std::string_view answer, by, on;
    for (std::size_t i = 0; i < map.items.size(); ++i) {
      const auto& [key, span] = map.keys[i];
      std::string_view* text = base::equal_folded(key, "answer") ? &answer : base::equal_folded(key, "by") ? &by : base::equal_folded(key, "on") ? &on : nullptr;
      if (text == nullptr) {
        builder_.add_problem(Code::E0602, "answers." + name + "." + key, "unknown key `" + key + "`", line_of(span));
      } else if (is_text(map.items[i])) {
        *text = map.items[i].text;
      } else {
        wrong_shape("answers." + name + "." + key, "one text", line_of(span));
      }
    }
    builder_.add_answer(name, answer, by, on, line);
  }

  void walk_facts(Kind kind, const RawValue& facts, std::uint32_t line) {
    const std::string list = clinical::list_name_of(kind);
    if (!is_list(facts)) return wrong_shape(list, "a list of facts", line, kind);
    for (std::size_t i = 0; i < facts.items.size(); ++i) {
      const RawValue& fact = facts.items[i];
      if (is_map(fact)) {
        walk_fact(kind, i, fact);
      } else {
        wrong_shape(element(list, i), "a fact with keys such as `of`", line_of(fact.span), kind);
      }
    }
  }

  void walk_fact(Kind kind, std::size_t index, const RawValue& fact) {
    builder_.begin_fact(kind, index, line_of(fact.span), text_at(fact, kPathKey));
    for (std::size_t i = 0; i < fact.items.size(); ++i) {
      const auto& [key, span] = fact.keys[i];
      if (base::equal_folded(key, kPathKey)) continue;
      if (base::equal_folded(key, kSetAsideKey)) {
        set_aside(fact.items[i]);
      } else if (is_text(fact.items[i])) {
        builder_.set_fact(key, fact.items[i].text, line_of(span), model::RecordBuilder::Lifetime::kUntilEndOfFact);
      } else {
        builder_.refuse_fact_key(key, line_of(span));
      }
    }
    builder_.end_fact();
  }

  static std::string_view text_at(const RawValue& map, std::string_view wanted) {
    for (std::size_t i = 0; i < map.items.size(); ++i) {
      if (base::equal_folded(map.keys[i].first, wanted) && is_text(map.items[i])) return map.items[i].text;
    }
    return {};
  }

  // What the reader of another format found wrong with the fact: "E0608: the unit is …", one or a list.
  void set_aside(const RawValue& troubles) {
    if (is_list(troubles)) {
      for (const RawValue& it : troubles.items) set_aside(it);
      return;
    }
    const std::string_view text = troubles.text;
    const std::size_t colon = std::min(text.find(": "), text.size());
    const auto code = diag::code_from_text(text.substr(0, colon));
    builder_.set_fact_aside(code.value_or(Code::E0617), std::string(code && colon < text.size() ? text.substr(colon + 2) : text));
  }

  // Problems that were found when the record was made from another format.
  void walk_problems(const RawValue& problems, std::uint32_t line) {
    if (!is_list(problems)) return wrong_shape("problems", "a list of problems", line);
    for (const RawValue& it : problems.items) {
      const auto code = diag::code_from_text(text_at(it, "code"));
      builder_.add_problem(code.value_or(Code::E0617), std::string(text_at(it, "at")), std::string(text_at(it, "text")), line_of(it.span));
      for (std::size_t i = 0; i < it.items.size(); ++i) {
        if (!base::equal_folded(it.keys[i].first, "incomplete")) continue;
        for (const RawValue& list : it.items[i].items) {
          if (const auto kind = clinical::kind_from_list_name(list.text)) builder_.lose_completeness(*kind);
        }
      }
    }
  }

  void wrong_shape(std::string at, std::string_view wanted, std::uint32_t line, std::optional<Kind> list = std::nullopt) {
    builder_.add_problem(Code::E0617, std::move(at), "here stands something else than " + std::string(wanted), line, list);
  }

  std::uint32_t line_of(Span span) const { return is_one_line_ ? first_line_ : line_at(source_, span.begin); }

  const RawValue& root_;
  const diag::Source& source_;
  model::RecordBuilder& builder_;
  std::uint32_t first_line_;
  bool is_one_line_ = false;
  int unknown_keys_ = 0;
};

std::size_t count_facts(const RawValue& root) {
  std::size_t facts = 0;
  for (std::size_t i = 0; i < root.items.size(); ++i) {
    if (clinical::kind_from_list_name(root.keys[i].first)) facts += root.items[i].items.size();
  }
  return facts;
}

}  // namespace

base::Expected<model::PatientRecord, diag::Diagnostic> walk_record(const RawValue& root, const diag::Source& source,
                                                                   model::RecordBuilder& builder) {
  if (!is_map(root)) {
    return base::Unexpected{trouble(Code::E0617, source, root.span, "a record is a map with the key `patient`",
                                    is_list(root) ? "give several records one a line as JSON, or apart by `---` as YAML" : "")};
  }
  const auto is_resource = [](const auto& key) { return key.first == "resourceType"; };
  if (std::any_of(root.keys.begin(), root.keys.end(), is_resource)) {
    return base::Unexpected{trouble(Code::E0617, source, root.span, "a FHIR resource that is no JSON", "FHIR is read as JSON: every key and text in double quotes")};
  }
  if (count_facts(root) > kMostFacts) {
    return base::Unexpected{trouble(Code::E0618, source, root.span, "the record holds more than " + std::to_string(kMostFacts) + " facts")};
  }
  RecordWalk(root, source, builder).run();
  model::PatientRecord record = builder.finish();
  record.source = source;
  return record;
}

}  // namespace eligo::io
