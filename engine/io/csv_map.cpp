// Reads the section key by key. The part `record:` has the shape of a record, with `{column: NAME}` where the table fills in.
// Under `tables:` each table has such a section of its own; what stands beside it holds for all of them.
#include "io/csv_map.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "base/edit_distance.h"
#include "io/byte_stream.h"
#include "io/raw_text.h"
#include "io/read.h"
#include "model/suggestion.h"

namespace eligo::io {

namespace {

using clinical::Kind;
using clinical::RawValue;
using diag::Code;
using diag::Span;

using Shape = RawValue::Shape;

class MapReader {
 public:
  MapReader(const diag::Source& source, diag::Sink& sink) : sink_(sink) { map_.source = source; }

  std::optional<CsvMap> read(const RawValue& section) {
    const RawValue* tables = nullptr;
    for_each_key(section, "`csv` wants keys such as `record`", [&](const std::string& key, Span span, const RawValue& value) {
      if (key == "tables" && !is_of_several_) tables = &value;
      else read_key(key, span, value);
    });
    if (tables != nullptr) read_tables(*tables);
    else if (!has_record_) mistake(section.span, is_of_several_ ? "the table has no `record`" : "the section `csv` has no `record`", "it says which column stands where: `record: {patient: {column: id}, …}`");
    else if (!names_patient_) mistake(record_span_, "no column names the patient", "`patient: {column: NAME}` under `record`");
    if (has_mistakes_) return std::nullopt;
    return std::move(map_);
  }

 private:
  /// Of one of several tables: written as the others are, unless it says otherwise.
  MapReader(const CsvMap& all, diag::Sink& sink) : map_(all), sink_(sink), is_of_several_(true) {}

  void read_tables(const RawValue& tables) {
    if (has_record_) mistake(record_span_, "`record` beside `tables`", "each of several tables has a `record` of its own");
    std::vector<CsvNamedTable> named;
    for_each_key(tables, "`tables` wants the names of files: `{dm.csv: {record: …}}`", [&](const std::string& file, Span, const RawValue& section) {
      named.push_back({file, nullptr});
      if (section.shape == Shape::kText && section.text == "ignore") return;
      if (section.shape != Shape::kMap) return mistake(section.span, "a table wants keys such as `record`", "or `" + file + ": ignore` for a table that needs no mention");
      if (auto map = MapReader(map_, sink_).read(section)) named.back().map = std::make_shared<const CsvMap>(std::move(*map));
      else has_mistakes_ = true;
    });
    const auto is_read = [](const CsvNamedTable& it) { return it.map != nullptr; };
    if (!has_mistakes_ && std::none_of(named.begin(), named.end(), is_read)) mistake(tables.span, "`tables` names no table that is read");
    map_.tables = std::move(named);
  }

  void mistake(Span span, std::string message, std::string help = {}) {
    has_mistakes_ = true;
    sink_.add(trouble(Code::E0644, map_.source, span, std::move(message), std::move(help)));
  }

  void unknown_key(const std::string& key, Span span, const std::vector<std::string>& known) {
    const auto near = base::nearest(key, known);
    mistake(span, "unknown key `" + key + "`", near ? "did you mean `" + *near + "`?" : "expected " + model::listed(known));
  }

  template <class Take>
  void for_each_key(const RawValue& map, const char* wanted, Take take) {
    if (map.shape != Shape::kMap) return mistake(map.span, wanted);
    for (std::size_t i = 0; i < map.items.size(); ++i) take(map.keys[i].first, map.keys[i].second, map.items[i]);
  }

  std::string text_of(const RawValue& value) {
    if (value.shape != Shape::kText) mistake(value.span, "one text is wanted here");
    return std::string(base::trimmed(value.text));
  }

  /// One text, or a list of them.
  std::vector<std::string> texts_of(const RawValue& value) {
    if (value.shape != Shape::kList) return {text_of(value)};
    std::vector<std::string> out;
    for (const RawValue& item : value.items) out.push_back(text_of(item));
    return out;
  }

  void read_key(const std::string& key, Span span, const RawValue& value) {
    if (key == "record") return read_record(span, value);
    if (key == "row") return read_row(value);
    if (key == "encoding") return read_encoding(value);
    if (key == "delimiter") return read_delimiter(value);
    if (key == "decimal") return read_decimal_sign(value);
    if (key == "date_format") map_.date_formats = date_formats(value);
    else if (key == "missing") put_before(map_.missing, texts_of(value));
    else if (key == "texts") put_before(map_.texts, texts_map(value));
    else if (key == "ignore") put_before(map_.ignored, texts_of(value));
    else unknown_key(key, span, known_keys());
  }

  std::vector<std::string> known_keys() const {
    std::vector<std::string> keys{"record", "row", "encoding", "delimiter", "decimal", "date_format", "missing", "texts", "ignore"};
    if (!is_of_several_) keys.emplace_back("tables");
    return keys;
  }

  // What a table says itself comes before what is said of all.
  template <class List>
  static void put_before(List& all, List own) {
    own.insert(own.end(), all.begin(), all.end());
    all = std::move(own);
  }

  void read_row(const RawValue& value) {
    const std::string text = text_of(value);
    if (base::equal_folded(text, "fact")) map_.row = CsvMap::Row::kFact;
    else if (base::equal_folded(text, "patient")) map_.row = CsvMap::Row::kPatient;
    else mistake(value.span, "a row is no `" + text + "`", "expected `patient` or `fact`");
  }

  void read_encoding(const RawValue& value) {
    map_.encoding = encoding_from(text_of(value));
    if (!map_.encoding) mistake(value.span, "unknown encoding `" + value.text + "`", "expected `utf-8`, `windows-1252`, `latin-1`, `utf-16le` or `utf-16be`");
  }

  // Not trimmed: a tab is a delimiter.
  void read_delimiter(const RawValue& value) {
    const bool is_tab = base::equal_folded(value.text, "tab");
    const bool is_sign = value.text.size() == 1 && std::string_view(",;\t|").find(value.text) != std::string_view::npos;
    if (is_tab || is_sign) map_.delimiter = is_tab ? '\t' : value.text.front();
    else mistake(value.span, "`" + value.text + "` is no delimiter", "expected `,`, `;`, `|` or `tab`");
  }

  void read_decimal_sign(const RawValue& value) {
    const std::string text = text_of(value);
    if (text == "," || text == ".") map_.decimal_sign = text.front();
    else mistake(value.span, "`" + text + "` is no decimal sign", "expected `.` or `,`");
  }

  std::vector<DateFormat> date_formats(const RawValue& value) {
    std::vector<DateFormat> out;
    for (const std::string& text : texts_of(value)) {
      auto format = DateFormat::parse(text);
      if (format) out.push_back(std::move(*format));
      else mistake(value.span, "`" + text + "` is no date format: " + format.error(), "formats are made of YYYY, MM or MON, DD, hh, mm, ss: `DD.MM.YYYY`");
    }
    return out;
  }

  CsvTexts texts_map(const RawValue& value) {
    CsvTexts out;
    for_each_key(value, "`texts` wants what the site writes and what it means: `{ja: yes}`",
                 [&](const std::string& key, Span, const RawValue& meaning) { out.emplace_back(base::trimmed(key), text_of(meaning)); });
    return out;
  }

  ColumnIndex column(const RawValue& value) {
    std::string name = text_of(value);
    if (name.empty()) mistake(value.span, "a column without a name");
    const auto found = std::find_if(map_.columns.begin(), map_.columns.end(), [&](const CsvColumn& it) { return base::equal_folded(it.name, name); });
    if (found != map_.columns.end()) return static_cast<ColumnIndex>(found - map_.columns.begin());
    map_.columns.push_back({std::move(name), value.span});
    return map_.columns.size() - 1;
  }

  /// A fixed text, or `{column: NAME}` with what its texts mean.
  CsvText read_text(const RawValue& value) {
    CsvText out;
    if (value.shape != Shape::kMap) {
      out.fixed = text_of(value);
      return out;
    }
    for_each_key(value, "", [&](const std::string& key, Span span, const RawValue& part) {
      if (key == "column") out.column = column(part);
      else if (key == "texts") out.texts = texts_map(part);
      else if (key == "system") out.system = text_of(part);
      else if (key == "date_format") out.date_formats = date_formats(part);
      else unknown_key(key, span, {"column", "texts", "system", "date_format"});
    });
    if (!out.column) mistake(value.span, "this names no column", "expected a text, or `{column: NAME}`");
    return out;
  }

  void read_record(Span span, const RawValue& record) {
    has_record_ = true;
    record_span_ = span;
    for_each_key(record, "`record` wants keys such as `patient`", [&](const std::string& key, Span at, const RawValue& value) { read_record_key(key, at, value); });
  }

  void read_record_key(const std::string& key, Span span, const RawValue& value) {
    if (const auto list = clinical::kind_from_list_name(key)) return read_facts(*list, value);
    const auto is = [&](std::string_view name) { return base::equal_folded(key, name); };
    if (is("patient")) return read_patient(value);
    if (is("birth_date") || is("sex")) map_.own.push_back({base::folded(key), read_text(value)});
    else if (is("dates")) map_.moments = keys_of(value, "`dates` wants moments: `{screening: {column: visit}}`");
    else if (is("answers")) map_.answers = keys_of(value, "`answers` wants names: `{I10: {column: willing}}`");
    else if (is("absent")) map_.absent = texts_of(value);
    else if (is("history")) read_history(value);
    else {
      std::vector<std::string> known{"patient", "birth_date", "sex", "dates", "history", "absent", "answers"};
      for (std::size_t k = 0; k < clinical::kKindCount; ++k) known.emplace_back(clinical::list_name_of(static_cast<Kind>(k)));
      unknown_key(key, span, known);
    }
  }

  void read_patient(const RawValue& value) {
    names_patient_ = true;
    map_.patient = read_text(value);
    if (!map_.patient.column && value.shape == Shape::kText) {
      mistake(value.span, "`patient` wants a column", "expected `patient: {column: " + value.text + "}`");
    }
  }

  std::vector<CsvKey> keys_of(const RawValue& value, const char* wanted) {
    std::vector<CsvKey> out;
    for_each_key(value, wanted, [&](const std::string& key, Span, const RawValue& text) { out.push_back({key, read_text(text)}); });
    return out;
  }

  void read_history(const RawValue& value) {
    for_each_key(value, "`history` wants the key `complete`", [&](const std::string& key, Span span, const RawValue& lists) {
      if (key == "complete") map_.complete = texts_of(lists);
      else unknown_key(key, span, {"complete"});
    });
  }

  void read_facts(Kind list, const RawValue& value) {
    if (value.shape != Shape::kList) return mistake(value.span, "`" + std::string(clinical::list_name_of(list)) + "` wants a list of facts");
    for (const RawValue& fact : value.items) read_fact(list, fact);
  }

  void read_fact(Kind list, const RawValue& value) {
    if (value.shape != Shape::kMap) return mistake(value.span, "a fact wants keys such as `of`");
    CsvFact fact{list, {}, std::nullopt};
    const bool had_mistakes = std::exchange(has_mistakes_, false);
    for_each_key(value, "", [&](const std::string& key, Span, const RawValue& text) {
      if (base::equal_folded(key, "when")) fact.when = read_when(text);
      else fact.keys.push_back({key, read_text(text)});
    });
    if (!std::exchange(has_mistakes_, has_mistakes_ || had_mistakes)) check_fact(fact, value.span);
    map_.facts.push_back(std::move(fact));
  }

  void check_fact(const CsvFact& fact, Span span) {
    const auto names_concept = [](const CsvKey& key) { return base::equal_folded(key.name, "of") || base::equal_folded(key.name, "code"); };
    if (std::none_of(fact.keys.begin(), fact.keys.end(), names_concept)) mistake(span, "a fact without a concept", "it needs `of` or `code`");
    const bool has_column = std::any_of(fact.keys.begin(), fact.keys.end(), [](const CsvKey& key) { return key.text.column.has_value(); });
    if (!has_column && !fact.when) mistake(span, "no column tells whether this fact is there", "give a key `{column: NAME}`, or `when: {column: NAME, is: yes}`");
  }

  CsvWhen read_when(const RawValue& value) {
    CsvWhen out;
    bool has_column = false;
    for_each_key(value, "`when` wants a column: `{column: NAME, is: yes}`", [&](const std::string& key, Span span, const RawValue& part) {
      if (key == "column") {
        out.column = column(part);
        has_column = true;
      } else if (key == "is") {
        out.is = texts_of(part);
      } else if (key == "absent") {
        out.absent = texts_of(part);
      } else {
        unknown_key(key, span, {"column", "is", "absent"});
      }
    });
    if (value.shape == Shape::kMap && (!has_column || out.is.empty())) mistake(value.span, "`when` needs `column` and `is`", "`{column: NAME, is: yes, absent: no}`");
    return out;
  }

  CsvMap map_;
  diag::Sink& sink_;
  Span record_span_;
  bool has_record_ = false;
  bool names_patient_ = false;
  bool has_mistakes_ = false;
  bool is_of_several_ = false;
};

}  // namespace

std::optional<std::size_t> CsvMap::table_at(std::string_view path) const {
  path.remove_prefix(path.rfind('/') + 1);   // npos + 1 is 0
  path = without_packing(path);
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const CsvNamedTable& it) { return base::equal_folded(it.file, path); });
  return found == tables.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - tables.begin()));
}

std::optional<CsvMap> read_csv_map(const RawValue& section, const diag::Source& source, diag::Sink& sink) {
  return MapReader(source, sink).read(section);
}

std::optional<CsvMap> read_csv_section(const diag::Source& file, diag::Sink& sink) {
  const auto documents = read_yaml(file);
  if (!documents) {
    sink.add(documents.error());
    return std::nullopt;
  }
  for (const RawValue& document : *documents) {
    for (std::size_t i = 0; i < document.keys.size(); ++i) {
      if (document.keys[i].first == "csv") return read_csv_map(document.items[i], file, sink);
    }
  }
  return std::nullopt;
}

}  // namespace eligo::io
