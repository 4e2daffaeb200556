// A site's mapping file: `codes`, `not_asked`, `moments`, `units`, `answers`. Each mistake is named at its place.
#include <string>
#include <utility>

#include "base/ascii.h"
#include "clinical/unit.h"
#include "io/raw_text.h"
#include "io/read.h"
#include "io/site_map.h"

namespace eligo::io {

namespace {

using clinical::RawValue;
using diag::Code;
using diag::Span;

class SiteMapReader {
 public:
  SiteMapReader(const diag::Source& source, const clinical::Vocabulary& vocabulary, diag::Sink& sink)
      : source_(source), vocabulary_(vocabulary), sink_(sink) {}

  std::shared_ptr<const model::SiteMap> read(const RawValue& root) {
    if (root.shape != RawValue::Shape::kMap) {
      error(root.span, "a mapping is a map with the keys `codes`, `not_asked`, `moments`, `units`, `answers`");
      return nullptr;
    }
    for (std::size_t i = 0; i < root.items.size(); ++i) read_key(root.keys[i].first, root.keys[i].second, root.items[i]);
    return has_errors_ ? nullptr : std::make_shared<const model::SiteMap>(std::move(map_));
  }

 private:
  void read_key(const std::string& key, Span span, const RawValue& value) {
    if (key == "site" || key == "csv") return;   // tables are read by csv_map.h
    if (key == "codes") return each(key, value, [&](const std::string& code, Span at, const RawValue& name) { read_code(code, at, name); });
    if (key == "moments") return each(key, value, [&](const std::string& code, Span at, const RawValue& name) { read_moment(code, at, name); });
    if (key == "units") return each(key, value, [&](const std::string& unit, Span at, const RawValue& name) { read_unit(unit, at, name); });
    if (key == "answers") return each(key, value, [&](const std::string& word, Span at, const RawValue& answer) { read_answers(word, at, answer); });
    if (key == "not_asked") return read_not_asked(value);
    error(span, "a mapping has no key `" + key + "`", "expected `codes`, `not_asked`, `moments`, `units`, `answers`, `csv` or `site`");
  }

  template <typename Take>
  void each(const std::string& key, const RawValue& map, Take take) {
    if (map.shape != RawValue::Shape::kMap) return error(map.span, "`" + key + "` wants a map");
    for (std::size_t i = 0; i < map.items.size(); ++i) take(map.keys[i].first, map.keys[i].second, map.items[i]);
  }

  /// `add` gets system and code, and says whether they had no other meaning.
  template <typename Add>
  void take_code(const std::string& code, Span at, Add add) {
    const std::size_t bar = code.find('|');
    if (bar == std::string::npos || bar + 1 == code.size()) {
      return error(at, "`" + code + "` is no code", "a system, a `|` and the code are wanted, such as `LAB|CREA`");
    }
    if (!add(code.substr(0, bar), code.substr(bar + 1))) error(at, "the code `" + code + "` has two meanings");
  }

  void add_code(const std::string& code, Span at, const std::string& name) {
    take_code(code, at, [&](const std::string& system, const std::string& own) { return map_.add_code(system, own, name); });
  }

  void read_moment(const std::string& code, Span at, const RawValue& name) {
    if (name.shape != RawValue::Shape::kText || name.text.empty()) return error(name.span, "a code wants the name of a moment");
    take_code(code, at, [&](const std::string& system, const std::string& own) { return map_.add_moment(system, own, name.text); });
  }

  void read_code(const std::string& code, Span at, const RawValue& name) {
    if (name.shape != RawValue::Shape::kText || name.text.empty()) return error(name.span, "a code wants the name of a concept", "a code that no rule asks for goes under `not_asked`");
    if (!vocabulary_.find(name.text).is_valid()) warn(name.span, name.text);
    add_code(code, at, name.text);
  }

  void read_not_asked(const RawValue& codes) {
    if (codes.shape != RawValue::Shape::kList) return error(codes.span, "`not_asked` wants a list of codes");
    for (const RawValue& code : codes.items) add_code(code.text, code.span, "");
  }

  void read_unit(const std::string& local, Span at, const RawValue& unit) {
    if (!clinical::parse_unit(unit.text)) return error(unit.span, "`" + unit.text + "` is no unit that is known");
    if (!map_.add_unit(local, unit.text)) error(at, "the unit `" + local + "` has two meanings");
  }

  // A word that every concept may use, or a concept with words of its own.
  void read_answers(const std::string& word, Span at, const RawValue& answer) {
    if (answer.shape == RawValue::Shape::kText) return add_answer("", word, at, answer);
    if (!vocabulary_.find(word).is_valid()) warn(at, word);
    each(word, answer, [&](const std::string& local, Span place, const RawValue& own) { add_answer(word, local, place, own); });
  }

  void add_answer(const std::string& name, const std::string& local, Span at, const RawValue& answer) {
    if (answer.shape != RawValue::Shape::kText || answer.text.empty()) return error(answer.span, "an answer is one word");
    const clinical::ConceptId id = vocabulary_.find(name);
    if (!name.empty() && id.is_valid() && !is_listed(vocabulary_[id], answer.text)) {
      return error(answer.span, "`" + answer.text + "` is no answer of `" + vocabulary_[id].name + "`");
    }
    const std::string own = id.is_valid() ? vocabulary_[id].name : name;
    if (!map_.add_answer(own, local, answer.text)) error(at, "the answer `" + local + "` has two meanings");
  }

  static bool is_listed(const clinical::Concept& it, const std::string& answer) {
    for (const auto* choices : {&it.answers, &it.levels}) {
      for (const std::string& choice : *choices) if (base::equal_folded(choice, answer)) return true;
    }
    return it.is_quantity() && !answer.empty() && base::is_digit(answer.front());
  }

  void error(Span span, std::string message, std::string help = {}) {
    has_errors_ = true;
    sink_.add(trouble(Code::E0720, source_, span, std::move(message), std::move(help)));
  }

  void warn(Span span, const std::string& name) {
    sink_.add(trouble(Code::W0721, source_, span, "the vocabulary in use has no concept `" + name + "`", "what is mapped to it is no fact here"));
  }

  const diag::Source& source_;
  const clinical::Vocabulary& vocabulary_;
  diag::Sink& sink_;
  model::SiteMap map_;
  bool has_errors_ = false;
};

}  // namespace

std::shared_ptr<const model::SiteMap> read_site_map(const diag::Source& source, const clinical::Vocabulary& vocabulary, diag::Sink& sink) {
  const auto documents = read_yaml(source);
  if (!documents) {
    sink.add(documents.error());
    return nullptr;
  }
  if (documents->size() != 1) {
    sink.add(trouble(Code::E0720, source, {0, 0}, documents->empty() ? "the file holds no mapping" : "the file holds several documents"));
    return nullptr;
  }
  return SiteMapReader(source, vocabulary, sink).read(documents->front());
}

}  // namespace eligo::io
