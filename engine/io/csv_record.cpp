// Fills the map's record in, row by row.
#include "io/csv_record.h"

#include <algorithm>
#include <charconv>

#include "base/ascii.h"
#include "io/raw_text.h"
#include "model/fact_reader.h"
#include "model/suggestion.h"

namespace eligo::io {

namespace {

using clinical::Kind;
using clinical::RawValue;
using diag::Code;
using diag::Span;

using Shape = RawValue::Shape;

RawValue text_value(std::string text, Span span) {
  RawValue out;
  out.text = std::move(text);
  out.span = span;
  return out;
}

void push(RawValue& map, std::string key, RawValue value) {
  map.shape = Shape::kMap;
  map.keys.emplace_back(std::move(key), value.span);
  map.items.push_back(std::move(value));
}

bool is_one_of(std::string_view text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return base::equal_folded(word, text); });
}

const std::string* meaning_in(const CsvTexts& texts, std::string_view text) {
  const auto found = std::find_if(texts.begin(), texts.end(), [&](const auto& it) { return base::equal_folded(it.first, text); });
  return found == texts.end() ? nullptr : &found->second;
}

bool is_concept_key(std::string_view name) { return is_one_of(name, {"of", "code"}); }

bool begins_like_a_number(std::string_view text) {
  const std::size_t at = text.find_first_not_of("<>=+- \xE2\x89\xA4\xA5");  // the bytes of ≤ and ≥ too
  return at != std::string_view::npos && base::is_digit(text[at]);
}

}  // namespace

void CsvRecord::enter(const CsvMap& map, const std::vector<std::size_t>& positions, std::string_view file) {
  map_ = &map;
  positions_ = &positions;
  file_ = file;
  if (std::find(entered_.begin(), entered_.end(), &map) == entered_.end()) entered_.push_back(&map);
}

CsvRecord::Reading CsvRecord::reading_of(std::string_view key) {
  if (is_one_of(key, {"on", "onset", "start", "end"})) return Reading::kDate;
  return is_concept_key(key) || base::equal_folded(key, "unit") ? Reading::kText : Reading::kNumber;
}

bool CsvRecord::is_missing(std::string_view text) const { return text.empty() || is_one_of(text, map_->missing); }

std::optional<RawValue> CsvRecord::resolve(const CsvText& from, Reading reading, const CsvRow& row) const {
  if (!from.column) return text_value(from.fixed, {row.span.begin, row.span.begin});
  const CsvCell& it = cell(row, *from.column);
  if (is_missing(it.text)) return std::nullopt;
  return text_value((from.system.empty() ? "" : from.system + "|") + translated(from, reading, it.text), it.span);
}

// What fits no date format stays as it is: the builder reads the dates of records, and refuses the rest.
std::string CsvRecord::translated(const CsvText& from, Reading reading, std::string_view text) const {
  if (const std::string* meaning = meaning_in(from.texts, text)) return *meaning;
  if (const std::string* meaning = meaning_in(map_->texts, text)) return *meaning;
  if (reading == Reading::kText) return std::string(text);
  if (reading == Reading::kNumber) return with_decimal_point(text);
  const auto& formats = from.date_formats.empty() ? map_->date_formats : from.date_formats;
  return read_site_date(formats, text).value_or(std::string(text));
}

// With a decimal comma, "1.250" may mean 1250 or 1.25: it is made a text that no one takes for a number.
std::string CsvRecord::with_decimal_point(std::string_view text) const {
  std::string out(text);
  if (map_->decimal_sign == '.' || !begins_like_a_number(text)) return out;
  const auto is_inside = [&](std::size_t at) { return at > 0 && at + 1 < out.size() && base::is_digit(out[at - 1]) && base::is_digit(out[at + 1]); };
  const std::size_t point = out.find('.');
  if (point != std::string::npos && is_inside(point)) return out + " (the decimal sign is a comma)";
  for (std::size_t at = 0; at < out.size(); ++at) {
    if (out[at] == ',' && is_inside(at)) out[at] = '.';
  }
  return out;
}

void CsvRecord::OwnTexts::add(std::string name, RawValue value, const Spot& spot, std::string place) {
  push(map, name, std::move(value));
  names.push_back(std::move(name));
  spots.push_back(spot);
  places.push_back(std::move(place));
}

std::optional<diag::Diagnostic> CsvRecord::add_own(OwnTexts& own, const CsvKey& key, Reading reading, const CsvRow& row) {
  auto value = resolve(key.text, reading, row);
  if (!value) return std::nullopt;
  const auto found = std::find_if(own.map.keys.begin(), own.map.keys.end(), [&](const auto& it) { return it.first == key.name; });
  if (found == own.map.keys.end()) {
    const Spot spot = spot_of(value->span);
    own.add(key.name, std::move(*value), spot, key.text.column ? words_of(spot, *key.text.column) : words_of(spot));
    return std::nullopt;
  }
  const auto first = static_cast<std::size_t>(found - own.map.keys.begin());
  if (own.map.items[first].text == value->text) return std::nullopt;
  return contradiction(key, own, first, *value);
}

diag::Diagnostic CsvRecord::contradiction(const CsvKey& key, const OwnTexts& own, std::size_t first, const RawValue& value) const {
  const Spot here = spot_of(value.span);
  std::string message = "`" + key.name + "` is " + model::quoted(value.text) + " here and " + model::quoted(own.map.items[first].text) + " in " + words_of(own.spots[first]) + ", for the same patient";
  const char* help = "the patient is rejected";
  if (!here.file.empty()) return {Code::E0643, words_of(here) + ": " + message, help, nullptr, {}, {}};
  diag::Diagnostic out = trouble(Code::E0643, source_, value.span, std::move(message), help);
  out.labels.push_back({own.map.items[first].span, "first given here"});
  return out;
}

std::optional<diag::Diagnostic> CsvRecord::add_all_own(const CsvRow& row) {
  for (const CsvKey& key : map_->own) {
    if (auto bad = add_own(own_, key, key.name == "birth_date" ? Reading::kDate : Reading::kText, row)) return bad;
  }
  for (const CsvKey& key : map_->moments) {
    if (auto bad = add_own(moments_, key, Reading::kDate, row)) return bad;
  }
  for (const CsvKey& key : map_->answers) {
    if (auto bad = add_own(answers_, key, Reading::kText, row)) return bad;
  }
  return std::nullopt;
}

std::optional<diag::Diagnostic> CsvRecord::add(const CsvRow& row, std::uint32_t line) {
  line_ = line;
  span_ = is_begun_ ? joined(span_, row.span) : row.span;
  const auto own_texts = [&] { return own_.map.items.size() + moments_.map.items.size() + answers_.map.items.size(); };
  const std::size_t before = own_texts();
  if (!std::exchange(is_begun_, true)) {
    const CsvCell& name = cell(row, *map_->patient.column);
    own_.add("patient", text_value(std::string(name.text), name.span), spot_of(name.span), words_of(spot_of(name.span), *map_->patient.column));
  }
  if (auto bad = add_all_own(row)) return bad;
  bool gives_something = own_texts() > before;
  for (const CsvFact& fact : map_->facts) gives_something |= add_fact(fact, row);
  if (!gives_something && map_->row == CsvMap::Row::kFact) report_untaken(row);
  return std::nullopt;
}

// What the row holds is not known: each kind that it might have told of is incomplete.
void CsvRecord::report_untaken(const CsvRow& row) {
  std::array<bool, clinical::kKindCount> is_told{};
  const Spot spot = spot_of(row.span);
  for (const CsvFact& fact : map_->facts) {
    if (std::exchange(is_told[static_cast<std::size_t>(fact.list)], true)) continue;
    builder_.add_problem(Code::E0611, words_of(spot), std::string("no fact under `") + clinical::list_name_of(fact.list) + "` of the column map takes this row",
                         shown_line(spot), fact.list);
  }
}

// Whether the row was taken notice of: as a fact, as an absence, or by a `when` that left it out.
bool CsvRecord::add_fact(const CsvFact& fact, const CsvRow& row) {
  if (fact.when) {
    const CsvCell& it = cell(row, fact.when->column);
    if (is_missing(it.text)) return false;
    if (is_one_of(it.text, fact.when->absent)) {
      add_absent(fact, row);
      return true;
    }
    if (!is_one_of(it.text, fact.when->is)) {
      if (fact.when->absent.empty()) return true;
      std::vector<std::string> known = fact.when->is;
      known.insert(known.end(), fact.when->absent.begin(), fact.when->absent.end());
      const Spot spot = spot_of(it.span);
      builder_.add_problem(Code::E0610, words_of(spot, fact.when->column), model::quoted(it.text) + " is not " + model::listed(known), shown_line(spot), fact.list);
      return true;
    }
  } else if (!is_there(fact, row)) {
    return false;
  }
  RawValue& list = lists_[static_cast<std::size_t>(fact.list)];
  RawValue out;
  out.shape = Shape::kMap;
  out.span = row.span;
  for (const CsvKey& key : fact.keys) {
    auto value = resolve(key.text, reading_of(key.name), row);
    if (!value) continue;
    push(out, key.name, std::move(*value));
  }
  list.shape = Shape::kList;
  list.items.push_back(std::move(out));
  origins_[static_cast<std::size_t>(fact.list)].push_back({map_, &fact, spot_of(row.span)});
  return true;
}

void CsvRecord::add_absent(const CsvFact& fact, const CsvRow& row) {
  for (const CsvKey& key : fact.keys) {
    if (!base::equal_folded(key.name, "of")) continue;
    auto name = resolve(key.text, Reading::kText, row);
    if (!name) continue;
    absent_.shape = Shape::kList;
    absent_places_.push_back(words_of(spot_of(row.span), fact.when->column));
    absent_.items.push_back(std::move(*name));
  }
}

// A concept from a column: where the column names one. A result: where it has a value. Else where any column says something.
bool CsvRecord::is_there(const CsvFact& fact, const CsvRow& row) const {
  const auto says_something = [&](const CsvKey& key) { return key.text.column && !is_missing(cell(row, *key.text.column).text); };
  const auto has_column = [](const CsvKey& key) { return key.text.column.has_value(); };
  const auto decides_if = [&](auto is_deciding) -> std::optional<bool> {
    bool found = false;
    bool there = false;
    for (const CsvKey& key : fact.keys) {
      if (!is_deciding(key) || !has_column(key)) continue;
      found = true;
      there |= says_something(key);
    }
    return found ? std::optional(there) : std::nullopt;
  };
  if (const auto by_concept = decides_if([](const CsvKey& key) { return is_concept_key(key.name); })) return *by_concept;
  if (const auto by_value = decides_if([](const CsvKey& key) { return base::equal_folded(key.name, "value"); })) return *by_value;
  return decides_if([](const CsvKey&) { return true; }).value_or(false);
}

RawValue CsvRecord::take() {
  RawValue root;
  root.shape = Shape::kMap;
  root.span = span_;
  const Span begin{span_.begin, span_.begin};
  const auto add = [&](const char* key, RawValue& value) {
    value.span = begin;
    push(root, key, std::move(value));
  };
  const auto add_list = [&](RawValue& list, const std::vector<std::string>& fixed) {
    for (const std::string& text : fixed) list.items.push_back(text_value(text, begin));
    list.shape = Shape::kList;
  };
  for (std::size_t i = 0; i < own_.map.items.size(); ++i) push(root, own_.map.keys[i].first, std::move(own_.map.items[i]));
  if (!moments_.map.items.empty()) add("dates", moments_.map);
  RawValue complete;
  for (const CsvMap* map : entered_) {
    add_list(complete, map->complete);
    add_list(absent_, map->absent);
  }
  if (!complete.items.empty()) {
    RawValue history;
    push(history, "complete", std::move(complete));
    add("history", history);
  }
  if (!absent_.items.empty()) add("absent", absent_);
  for (std::size_t k = 0; k < lists_.size(); ++k) {
    if (!lists_[k].items.empty()) add(clinical::list_name_of(static_cast<Kind>(k)), lists_[k]);
  }
  if (!answers_.map.items.empty()) add("answers", answers_.map);
  return root;
}

// The column of one key; without a key, the column that makes the fact what it is.
std::string CsvRecord::place_of(const Origin& origin, std::string_view key) const {
  const auto column_of = [&](std::string_view name) -> std::optional<ColumnIndex> {
    for (const CsvKey& it : origin.fact->keys) {
      if (it.text.column && (name.empty() || base::equal_folded(it.name, name))) return it.text.column;
    }
    return std::nullopt;
  };
  std::optional<ColumnIndex> column;
  if (!key.empty()) {
    column = column_of(key);
  } else {
    for (const char* name : {"value", "of", "code", ""}) {
      if (!column) column = column_of(name);
    }
    if (!column && origin.fact->when) column = origin.fact->when->column;
  }
  return column ? words_of(origin.spot) + ", column `" + origin.map->columns[*column].name + "`" : words_of(origin.spot);
}

std::string CsvRecord::words_of(const Spot& spot) {
  return (spot.file.empty() ? "" : std::string(spot.file) + " ") + "line " + std::to_string(spot.line);
}

std::string CsvRecord::words_of(const Spot& spot, ColumnIndex column) const { return words_of(spot) + ", column `" + map_->columns[column].name + "`"; }

// "observations[3].value" as a place in the table; none where it is none of a fact.
std::optional<std::string> CsvRecord::place_of(std::string_view at) const {
  const std::size_t open = at.find('[');
  const std::size_t close = at.find(']');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return std::nullopt;
  const auto list = clinical::kind_from_list_name(at.substr(0, open));
  std::size_t index = 0;
  const std::string_view digits = at.substr(open + 1, close - open - 1);
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), index);
  if (!list || read.ec != std::errc()) return std::nullopt;
  const std::vector<Origin>& origins = origins_[static_cast<std::size_t>(*list)];
  if (index >= origins.size()) return std::nullopt;
  return place_of(origins[index], close + 2 <= at.size() ? at.substr(close + 2) : std::string_view());
}

// Of what is no fact: "birth_date", "dates.consent", "answers.I10", "absent[0]".
const std::string* CsvRecord::place_of_own(const std::string& at) const {
  for (const auto& [own, prefix] : {std::pair(&own_, ""), std::pair(&moments_, "dates."), std::pair(&answers_, "answers.")}) {
    for (std::size_t i = 0; i < own->names.size(); ++i) {
      if (at == prefix + own->names[i]) return &own->places[i];
    }
  }
  for (std::size_t i = 0; i < absent_places_.size(); ++i) {
    if (at == "absent[" + std::to_string(i) + "]") return &absent_places_[i];
  }
  return nullptr;
}

// The facts were told list by list, as they stand in the tree.
void CsvRecord::tell_places(const model::PatientRecord& record, model::Transcript& told) {
  std::vector<const model::Place*> places;
  for (const model::Fact& fact : record.facts) places.push_back(&fact.place);
  std::sort(places.begin(), places.end(), [](const auto* a, const auto* b) { return std::pair(a->list, a->index) < std::pair(b->list, b->index); });
  if (places.size() != told.facts.size()) return;
  for (std::size_t i = 0; i < places.size(); ++i) told.facts[i].path = std::string(places[i]->path);
}

void CsvRecord::name_places(model::PatientRecord& record, model::Transcript* told) const {
  const bool is_of_several = !file_.empty();
  for (model::Problem& problem : record.problems) {
    if (is_of_several) problem.line = 0;
    if (auto place = place_of(problem.at)) problem.at = std::move(*place);
    else if (const std::string* own = place_of_own(problem.at); own != nullptr && is_of_several) problem.text = *own + ": " + problem.text;
  }
  for (model::Fact& fact : record.facts) {
    if (is_of_several) fact.place.line = 0;
    const std::vector<Origin>& origins = origins_[static_cast<std::size_t>(fact.place.list)];
    if (fact.place.index < origins.size()) fact.place.path = model::keep(record.texts, place_of(origins[fact.place.index], {}));
  }
  if (told != nullptr) tell_places(record, *told);
}

}  // namespace eligo::io
