// Written apart from the engine's own escaping: what is refused here is listed here.
#include "checkers.h"

#include <array>
#include <cstdint>
#include <memory>

#include "base/ascii.h"
#include "io/json.h"
#include "io/raw_text.h"

namespace eligo::hostile {

namespace {

std::uint32_t code_of(std::string_view sequence) {
  constexpr std::array<std::uint32_t, 5> kLead = {0, 0x7F, 0x1F, 0x0F, 0x07};
  std::uint32_t code = static_cast<unsigned char>(sequence[0]) & kLead[sequence.size()];
  for (std::size_t i = 1; i < sequence.size(); ++i) code = code * 64 + (static_cast<unsigned char>(sequence[i]) & 0x3FU);
  return code;
}

// Controls but the line feed; what has no width and joins nothing; marks, embeddings, overrides and isolates of direction.
bool is_forbidden(std::uint32_t c) {
  if (c < 0x20) return c != '\n';
  const bool is_control = c >= 0x7F && c <= 0x9F;
  const bool is_direction = c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  const bool is_hidden = c == 0x00AD || c == 0x180E || c == 0x200B || c == 0x2028 || c == 0x2029 || (c >= 0x2060 && c <= 0x2065) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF);
  return is_control || is_direction || is_hidden;
}

std::optional<std::vector<std::string>> cells_of(std::string_view csv, std::size_t& at) {
  std::vector<std::string> cells(1);
  while (at < csv.size()) {
    if (csv[at] == '"' && cells.back().empty()) {
      for (++at; at < csv.size(); ++at) {
        if (csv[at] != '"') cells.back() += csv[at];
        else if (at + 1 < csv.size() && csv[at + 1] == '"') cells.back() += csv[at++];
        else break;
      }
      if (at++ >= csv.size()) return std::nullopt;
    }
    if (at < csv.size() && csv[at] == ',') {
      cells.emplace_back();
      ++at;
    } else if (csv.substr(at, 2) == "\r\n") {
      at += 2;
      return cells;
    } else if (at < csv.size()) {
      if (csv[at] == '"' || csv[at] == '\n' || csv[at] == '\r') return std::nullopt;
      cells.back() += csv[at++];
    }
  }
  return std::nullopt;
}

constexpr std::string_view kElements = " a body dd div dl dt footer h1 h2 head header html li main meta ol p section span strong style sup table tbody td th thead time title tr ul ";
constexpr std::string_view kAttributes = " aria-hidden aria-label aria-labelledby charset class colspan content datetime dir href http-equiv id lang name role scope ";

bool is_listed(std::string_view words, std::string_view word) { return !word.empty() && words.find(" " + std::string(word) + " ") != std::string_view::npos; }

std::string_view take_name(std::string_view& text) {
  std::size_t end = 0;
  while (end < text.size() && (base::is_letter(text[end]) || base::is_digit(text[end]) || text[end] == '-')) ++end;
  const std::string_view name = text.substr(0, end);
  text.remove_prefix(end);
  return name;
}

// Behind the name of an opening tag: ` name="value"` again and again, then `>`.
Fault take_attributes(std::string_view& rest) {
  while (!rest.starts_with(">")) {
    if (!rest.starts_with(" ")) return "a tag that does not end: " + std::string(rest.substr(0, 40));
    rest.remove_prefix(1);
    const std::string_view name = take_name(rest);
    const std::size_t end = rest.starts_with("=\"") ? rest.find('"', 2) : std::string_view::npos;
    if (!is_listed(kAttributes, name) || end == std::string_view::npos) return "an attribute: " + std::string(name);
    const std::string_view value = rest.substr(2, end - 2);
    if (value.find_first_of("<>") != std::string_view::npos || (name == "href" && !value.starts_with("#"))) return "the value of " + std::string(name) + ": " + std::string(value);
    rest.remove_prefix(end + 1);
  }
  rest.remove_prefix(1);
  return std::nullopt;
}

}  // namespace

Fault fault_of_html(std::string_view html) {
  if (Fault fault = fault_of_text(html)) return fault;
  constexpr std::string_view kBeginning = "<!DOCTYPE html>";
  if (!html.starts_with(kBeginning)) return "no page";
  std::vector<std::string> open;
  for (std::string_view rest = html.substr(kBeginning.size()); !rest.empty();) {
    const std::size_t next = rest.find_first_of("<>&");
    if (next == std::string_view::npos) break;
    const char found = rest[next];
    const bool is_style = !open.empty() && open.back() == "style";
    rest.remove_prefix(next + 1);
    if (is_style && found != '<') continue;
    if (found == '>') return "a bracket that closes nothing";
    if (found == '&') {
      const std::string_view name = rest.substr(0, rest.find(';'));
      if (!is_listed(" amp lt gt quot nbsp #39 #34 ", name)) return "a character reference: " + std::string(name.substr(0, 40));
      continue;
    }
    const bool closes = rest.starts_with("/");
    if (closes) rest.remove_prefix(1);
    const std::string_view name = take_name(rest);
    if (!is_listed(kElements, name)) return "an element: " + std::string(rest.substr(0, 40));
    if (closes && (open.empty() || open.back() != name || !rest.starts_with(">"))) return "the end of " + std::string(name) + " where it is not open";
    if (closes) {
      open.pop_back();
      rest.remove_prefix(1);
      continue;
    }
    if (Fault fault = take_attributes(rest)) return fault;
    if (name != "meta") open.emplace_back(name);
  }
  return open.empty() ? std::nullopt : Fault("elements that are never closed: " + open.back());
}

Fault fault_of_text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = base::utf8_length(text.substr(at));
    if (length == 0) return "bytes that are not UTF-8";
    const std::uint32_t code = code_of(text.substr(at, length));
    if (is_forbidden(code)) return "the character " + std::to_string(code);
    at += length;
  }
  return std::nullopt;
}

Fault fault_of_json(const std::string& json) {
  if (Fault fault = fault_of_text(json)) return fault;
  const auto source = std::make_shared<diag::SourceText>("out.json", json);
  for (const diag::Span part : io::split_json_list(source)) {
    const auto read = io::JsonReader().read(source, part);
    if (!read) return "no JSON: " + read.error().message;
  }
  return std::nullopt;
}

Fault fault_of_csv(std::string_view csv, std::size_t columns) {
  for (std::size_t at = 0; at < csv.size();) {
    const auto cells = cells_of(csv, at);
    if (!cells || cells->size() != columns) return "a line that is not " + std::to_string(columns) + " cells";
    for (const std::string& cell : *cells) {
      if (!cell.empty() && std::string_view("=+-@\t\r\n").find(cell.front()) != std::string_view::npos) return "a formula: " + cell;
      if (Fault fault = fault_of_text(cell)) return fault;
    }
  }
  return std::nullopt;
}

}  // namespace eligo::hostile
