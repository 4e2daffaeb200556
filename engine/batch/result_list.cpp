// One JSON object a line, by the reader of records; what the keys mean is known here.
#include "batch/result_list.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "io/json.h"

namespace eligo::batch {

namespace {

using clinical::RawValue;

/// Why a line is no row; never leaves this file.
struct NoRow {
  std::string why;
};

const RawValue* find(const RawValue& map, std::string_view key) {
  for (std::size_t i = 0; i < map.keys.size(); ++i) {
    if (map.keys[i].first == key) return &map.items[i];
  }
  return nullptr;
}

const RawValue& value(const RawValue& map, std::string_view key, RawValue::Shape shape) {
  const RawValue* found = find(map, key);
  if (found == nullptr || found->shape != shape) throw NoRow{"has no `" + std::string(key) + "` as results have it"};
  return *found;
}

const std::string& text(const RawValue& map, std::string_view key) { return value(map, key, RawValue::Shape::kText).text; }
const std::vector<RawValue>& list(const RawValue& map, std::string_view key) { return value(map, key, RawValue::Shape::kList).items; }

template <class Value>
Value named(std::string_view name, std::initializer_list<Value> all) {
  for (const Value one : all) {
    if (name == name_of(one)) return one;
  }
  throw NoRow{"holds `" + std::string(name) + "`, which results do not"};
}

eval::Status status_named(std::string_view name) {
  using eval::Status;
  return named(name, {Status::kPass, Status::kFail, Status::kUnknown, Status::kNotApplicable});
}

eval::Why why_named(std::string_view name) {
  using eval::Why;
  return named(name, {Why::kAbsent, Why::kStale, Why::kUndated, Why::kImprecise, Why::kConflict, Why::kSuspected, Why::kSilent, Why::kProblem, Why::kNoLimit,
                      Why::kNoHalfLife, Why::kAttribute, Why::kMoment, Why::kUnanswered, Why::kGap});
}

RowVerdict verdict_named(std::string_view name) {
  return named(name, {RowVerdict::kEligible, RowVerdict::kIneligible, RowVerdict::kUndetermined, RowVerdict::kError});
}

void read_statuses(const RawValue& criteria, RowShape& shape, Row& row) {
  if (shape.criteria.empty()) {
    for (const auto& [id, span] : criteria.keys) shape.criteria.push_back({id, "", true});
  }
  const auto is_same = [](const CriterionName& name, const auto& key) { return name.id == key.first; };
  if (!std::equal(shape.criteria.begin(), shape.criteria.end(), criteria.keys.begin(), criteria.keys.end(), is_same)) {
    throw NoRow{"has other criteria than the rows before it"};
  }
  for (const RawValue& status : criteria.items) row.statuses.push_back(status_named(status.text));
}

void read_missing(const RawValue& root, const RowShape& shape, Row& row) {
  for (const RawValue& item : list(root, "missing")) {
    RowMissing missing{text(item, "of"), why_named(text(item, "why")), {}};
    for (const RawValue& id : list(item, "criteria")) {
      const auto found = std::find_if(shape.criteria.begin(), shape.criteria.end(), [&](const CriterionName& c) { return c.id == id.text; });
      if (found == shape.criteria.end()) throw NoRow{"wants something for `" + id.text + "`, which is no criterion of its protocol"};
      missing.criteria.push_back(static_cast<std::uint32_t>(found - shape.criteria.begin()));
    }
    row.missing.push_back(std::move(missing));
  }
}

std::size_t place_of(std::vector<RowShape>& shapes, const std::string& protocol) {
  const auto found = std::find_if(shapes.begin(), shapes.end(), [&](const RowShape& s) { return s.protocol == protocol; });
  const auto place = static_cast<std::size_t>(found - shapes.begin());
  if (found == shapes.end()) shapes.push_back({protocol, "", "", {}});
  return place;
}

Row row_of(const RawValue& root, RowShape& shape) {
  Row row;
  row.verdict = verdict_named(text(root, "verdict"));
  if (const RawValue* patient = find(root, "patient")) row.patient = patient->text;
  const RawValue& criteria = value(root, "criteria", RawValue::Shape::kMap);
  if (row.verdict != RowVerdict::kError) read_statuses(criteria, shape, row);
  read_missing(root, shape, row);
  for (const RawValue& item : list(root, "problems")) row.problems.push_back({text(item, "code"), text(item, "at"), ""});
  return row;
}

diag::Diagnostic no_row(const io::Piece& piece, const std::string& why) {
  return {diag::Code::E0801, "`" + std::string(piece.file) + "`, line " + std::to_string(piece.line) + ", " + why,
          "a funnel is drawn from results that eligo batch wrote as ndjson", nullptr, {}, {}};
}

}  // namespace

std::optional<diag::Diagnostic> ResultList::read(io::PieceSource& source, const Take& take) {
  io::PieceBatch batch;
  io::JsonReader json;
  for (;;) {
    batch.clear();
    const auto supply = source.fill(batch);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const io::Piece piece = batch[i];
      if (piece.refusal != nullptr) return no_row(piece, "is no row of results: " + piece.refusal->message);
      const auto text_of_row = std::make_shared<const diag::SourceText>(std::string(piece.file), std::string(piece.text));
      const auto root = json.read(text_of_row, {0, static_cast<std::uint32_t>(piece.text.size())});
      if (!root) return no_row(piece, "is no row of results: " + root.error().message);
      try {
        const std::size_t place = place_of(shapes_, text(*root, "protocol"));
        take(row_of(*root, shapes_[place]), place);
      } catch (const NoRow& trouble) {
        return no_row(piece, trouble.why);
      }
    }
    if (!supply) return supply.error();
    if (*supply == io::Supply::kEnd) return std::nullopt;
  }
}

}  // namespace eligo::batch
