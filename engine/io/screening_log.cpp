// Only the keys of a log are looked at; names, facts and reasons in words stay behind.
#include "io/screening_log.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "diag/terminal_text.h"
#include "io/json.h"
#include "io/raw_text.h"

namespace eligo::io {

namespace {

using clinical::RawValue;
using Trouble = base::Unexpected<diag::Diagnostic>;

const RawValue* member(const RawValue& map, std::string_view key) {
  for (std::size_t i = 0; i < map.keys.size(); ++i) {
    if (map.keys[i].first == key) return &map.items[i];
  }
  return nullptr;
}

std::string text_of(const RawValue& map, std::string_view key) {
  const RawValue* found = member(map, key);
  return found != nullptr && found->shape == RawValue::Shape::kText ? found->text : "";
}

void add_once(std::vector<std::string>& ids, std::string id) {
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
}

bool is_verdict(std::string_view word) {
  constexpr std::array<std::string_view, 4> kVerdicts = {"eligible", "ineligible", "undetermined", "error"};
  return std::find(kVerdicts.begin(), kVerdicts.end(), word) != kVerdicts.end();
}

base::Expected<LogRow, diag::Diagnostic> row_of(const RawValue& result, const diag::Source& source) {
  if (member(result, "changes") != nullptr) return Trouble{trouble(diag::Code::E0617, source, result.span, "this tells what would be, not what is", "log results that were screened without --set")};
  LogRow row;
  row.verdict = text_of(result, "verdict");
  row.protocol = text_of(result, "protocol");
  if (!is_verdict(row.verdict) || row.protocol.empty()) return Trouble{trouble(diag::Code::E0617, source, result.span, "this is no result of screening", "write results with eligo screen … --format json")};
  row.has_patient = member(result, "patient") != nullptr;
  row.patient = text_of(result, "patient");
  row.screened = text_of(result, "screening");
  row.version = text_of(result, "version");
  const RawValue* criteria = member(result, "criteria");
  if (criteria == nullptr) return row;
  for (const RawValue& criterion : criteria->items) {
    const std::string status = text_of(criterion, "status");
    if (status == "fail") add_once(row.failed, text_of(criterion, "id"));
    if (status == "unknown") add_once(row.undecided, text_of(criterion, "id"));
  }
  return row;
}

// What spreadsheets take for the beginning of a formula, full-width forms included.
bool acts_as_formula(std::string_view text) {
  constexpr std::array<std::string_view, 8> kSigns = {"=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
  constexpr std::string_view kNoBreak = "\xC2\xA0";
  std::size_t first = 0;
  while (text.substr(first).starts_with(' ') || text.substr(first).starts_with(kNoBreak)) first += text[first] == ' ' ? 1 : kNoBreak.size();
  return std::any_of(kSigns.begin(), kSigns.end(), [&](std::string_view sign) { return text.substr(first).starts_with(sign); });
}

std::string cell(std::string_view text) {
  std::string shown = diag::printable(text);
  if (acts_as_formula(shown)) shown.insert(0, "'");
  if (shown.find_first_of("\",;'") == std::string::npos && shown == std::string(text)) return shown;
  std::string out = "\"";
  for (const char c : shown) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

std::string ids_cell(const std::vector<std::string>& ids) {
  std::string all;
  for (const std::string& id : ids) all += (all.empty() ? "" : " ") + id;
  return cell(all);
}

}  // namespace

base::Expected<std::vector<LogRow>, diag::Diagnostic> read_results(const diag::Source& source) {
  JsonReader reader;
  std::vector<LogRow> rows;
  for (const diag::Span part : split_json_list(source)) {
    const auto result = reader.read(source, part);
    if (!result) return Trouble{result.error()};
    const auto row = row_of(*result, source);
    if (!row) return Trouble{row.error()};
    rows.push_back(*row);
  }
  return rows;
}

std::string write_log(const std::vector<LogRow>& rows) {
  std::string out = "candidate,date_screened,protocol,protocol_version,verdict,failed,undecided\r\n";
  std::unordered_map<std::string, std::size_t> candidates;
  std::size_t count = 0;
  for (const LogRow& row : rows) {
    std::size_t number = count + 1;
    if (row.has_patient) number = candidates.try_emplace(row.patient, number).first->second;
    count = std::max(count, number);
    out += std::to_string(number) + ',' + cell(row.screened) + ',' + cell(row.protocol) + ',' + cell(row.version) + ',' + row.verdict + ',' + ids_cell(row.failed) + ',' + ids_cell(row.undecided) + "\r\n";
  }
  return out;
}

}  // namespace eligo::io
