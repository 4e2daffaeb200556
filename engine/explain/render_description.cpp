// A description as text and as JSON.
#include "base/json_text.h"
#include "explain/describe.h"
#include "explain/page.h"
#include "explain/wording.h"

namespace eligo::explain {

namespace {

constexpr std::size_t kIndent = 2;

void add_lines(Page& page, const std::vector<DescribedLine>& lines) {
  for (const DescribedLine& line : lines) page.add(kIndent * (line.depth + 1), line.text, Mark::kNone, 2);
}

std::string looked_at_words(const LookedAt& looked) {
  std::string out = looked.title == spaced(looked.of) ? looked.title : looked.title + " (" + spaced(looked.of) + ")";
  if (looked.kind != "person") out += ", " + looked.kind;
  if (!looked.unit.empty()) out += ", in " + looked.unit;
  if (!looked.counts.empty()) out += "; counts " + looked.counts;
  if (!looked.computed_from.empty()) out += "; where not measured, worked out from " + looked.computed_from;
  if (!looked.codes.empty()) out += "; codes: " + joined_few(looked.codes);
  if (!looked.obtain.empty()) out += "; to obtain: " + looked.obtain;
  return out;
}

// ---- JSON

template <class Items, class Write>
std::string list(const Items& items, Write write) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : ", ") + write(item);
  return "[" + out + "]";
}

std::string member(const char* key, const std::string& value) { return "\"" + std::string(key) + "\": " + value; }
std::string text_member(const char* key, const std::string& text) { return member(key, base::json_quoted(text)); }

std::string json_of(const std::vector<DescribedLine>& lines) {
  return list(lines, [](const DescribedLine& line) { return "{\"depth\": " + std::to_string(line.depth) + ", " + text_member("text", line.text) + "}"; });
}

std::string json_of(const LookedAt& looked) {
  std::string out = "{" + text_member("of", looked.of) + ", " + text_member("title", looked.title) + ", " + text_member("kind", looked.kind);
  if (!looked.unit.empty()) out += ", " + text_member("unit", looked.unit);
  if (!looked.counts.empty()) out += ", " + text_member("counts", looked.counts);
  if (!looked.computed_from.empty()) out += ", " + text_member("computed_from", looked.computed_from);
  out += ", " + member("codes", list(looked.codes, [](const std::string& code) { return base::json_quoted(code); }));
  if (!looked.obtain.empty()) out += ", " + text_member("obtain", looked.obtain);
  return out + "}";
}

}  // namespace

std::string render_text(const Description& description, const TextOptions& options) {
  Page page(options);
  page.add(0, description.id + (description.title.empty() ? "" : " " + description.title), Mark::kHeading, 2);
  if (!description.demand.empty()) page.add(kIndent, description.demand + ":", Mark::kNone, 2);
  add_lines(page, description.lines);
  if (!description.note.empty()) page.add(kIndent, "note on the text: " + description.note, Mark::kNone, 2);
  for (const DescribedDefinition& definition : description.definitions) {
    page.add(0, spaced(definition.name) + " means:");
    add_lines(page, definition.lines);
  }
  if (!description.moments.empty()) page.add(0, "Moments:");
  for (const std::string& moment : description.moments) page.add(kIndent, moment, Mark::kNone, 2);
  if (!description.looks_at.empty()) page.add(0, "Looks at:");
  for (const LookedAt& looked : description.looks_at) page.add(kIndent, looked_at_words(looked), Mark::kNone, 2);
  return page.text();
}

std::string render_json(const Description& description) {
  const auto quoted = [](const std::string& text) { return base::json_quoted(text); };
  const auto definition = [](const DescribedDefinition& one) { return "{" + text_member("name", one.name) + ", " + member("lines", json_of(one.lines)) + "}"; };
  std::string out = "{" + text_member("protocol", description.protocol) + ", " + text_member("version", description.version) + ", " + text_member("id", description.id);
  out += ",\n " + text_member("title", description.title) + ", " + text_member("demand", description.demand);
  out += ",\n " + member("lines", json_of(description.lines)) + ", " + text_member("note", description.note);
  out += ",\n " + member("definitions", list(description.definitions, definition));
  out += ",\n " + member("moments", list(description.moments, quoted));
  out += ",\n " + member("looks_at", list(description.looks_at, [](const LookedAt& looked) { return json_of(looked); }));
  return out + "}\n";
}

}  // namespace eligo::explain
