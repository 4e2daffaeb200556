// YAML through the events of yaml-cpp, so that every scalar stays the text it is. What yaml-cpp would resolve by itself
// (aliases, tags, merge keys) is refused. Its exceptions end here. Marks count bytes, a byte order mark apart.
#include "io/yaml.h"

#include <yaml-cpp/anchor.h>
#include <yaml-cpp/emitterstyle.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <optional>
#include <streambuf>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "io/raw_text.h"
#include "io/read.h"

namespace eligo::io {

namespace {

using clinical::RawValue;
using diag::Code;
using diag::Span;

// Leaves yaml-cpp at the first trouble. Never leaves this file.
struct Refused {
  diag::Diagnostic diagnostic;
};

// Reads from a text that lives elsewhere.
class TextBuffer : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // setg wants char*; a get area is never written to
    setg(begin, begin, begin + text.size());
  }
};

// The end of a quoted text that begins at `begin`, its closing quote included; npos where it is never closed.
std::size_t end_of_quoted(std::string_view text, std::size_t begin) {
  const char quote = text[begin];
  for (std::size_t i = begin + 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      if (quote == '"' || i + 1 >= text.size() || text[i + 1] != '\'') return i + 1;
      ++i;
    }
  }
  return std::string_view::npos;
}

std::size_t end_of_scalar(std::string_view text, std::size_t begin, std::string_view value) {
  if (begin >= text.size()) return begin;
  const char first = text[begin];
  if (first == '"' || first == '\'') return end_of_quoted(text, begin);
  if (first == '|' || first == '>') return begin + 1;
  if (text.substr(begin).starts_with(value)) return begin + value.size();
  const std::size_t line_end = text.find_first_of("\r\n", begin);
  return line_end == std::string_view::npos ? text.size() : line_end;
}

// yaml-cpp gives no text to what it takes for null. The spellings it takes; the empty one is the last.
std::string_view null_text(std::string_view text, std::size_t begin) {
  for (const std::string_view spelling : {"~", "null", "Null", "NULL"}) {
    if (!text.substr(begin).starts_with(spelling)) continue;
    const std::size_t after = begin + spelling.size();
    if (after == text.size() || std::string_view(" \t\r\n,]}:").find(text[after]) != std::string_view::npos) return spelling;
  }
  return "";
}

// Builds the tree from the events.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const diag::Source& source, Span part) : source_(source), part_(part), text_(source->slice(part)) {}

  RawValue take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (is_begun_) {
      refuse(Code::E0601, span_at(mark, 1), "text behind the end of the document", "indent what belongs together alike");
    }
    is_begun_ = true;
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    check_properties(mark, "", anchor);
    add_scalar(mark, std::string(null_text(text_, offset_of(mark))));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
    check_properties(mark, tag == "!" ? "" : tag, anchor);
    if (value.find('\0') != std::string::npos) refuse(Code::E0601, span_at(mark, 1), "a text that holds the character NUL");
    add_scalar(mark, value);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(Code::E0615, span_at(mark, 1), "an alias stands here", "write the value out; a text that begins with `*` goes in quotes");
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    check_properties(mark, tag, anchor);
    open(mark, RawValue::Shape::kList);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    check_properties(mark, tag, anchor);
    open(mark, RawValue::Shape::kMap);
  }
  void OnMapEnd() override {
    if (auto twice = check_keys(source_, open_.back())) throw Refused{std::move(*twice)};
    close();
  }

 private:
  std::size_t offset_of(const YAML::Mark& mark) const {
    return mark.pos < 0 ? text_.size() : std::min(static_cast<std::size_t>(mark.pos), text_.size());
  }
  Span span_of(std::size_t begin, std::size_t end) const {
    return {part_.begin + static_cast<std::uint32_t>(begin), part_.begin + static_cast<std::uint32_t>(std::min(end, text_.size()))};
  }
  Span span_at(const YAML::Mark& mark, std::size_t length) const { return span_of(offset_of(mark), offset_of(mark) + length); }

  [[noreturn]] void refuse(Code code, Span span, std::string message, std::string help = {}) const {
    throw Refused{trouble(code, source_, span, std::move(message), std::move(help))};
  }

  // A value may carry an anchor or a tag in front of it; the mark is then theirs.
  void check_properties(const YAML::Mark& mark, std::string_view tag, YAML::anchor_t anchor) const {
    const std::size_t at = offset_of(mark);
    const char first = at < text_.size() ? text_[at] : '\0';
    if (anchor != 0 || first == '&') {
      refuse(Code::E0615, span_of(at, at + 1), "an anchor stands here", "leave it out; a text that begins with `&` goes in quotes");
    }
    if (first == '!' || !(tag.empty() || tag == "?")) {
      refuse(Code::E0615, span_of(at, at + 1), "a tag stands here", "leave it out; a text that begins with `!` goes in quotes");
    }
  }

  bool is_key_next() const {
    return !open_.empty() && open_.back().shape == RawValue::Shape::kMap && open_.back().keys.size() == open_.back().items.size();
  }

  void add_scalar(const YAML::Mark& mark, std::string value) {
    const std::size_t begin = offset_of(mark);
    const std::size_t end = end_of_scalar(text_, begin, value);
    // yaml-cpp takes the end of the text for a closing quote where a line feed stands before it.
    if (end == std::string_view::npos) refuse(Code::E0601, span_at(mark, 1), "a quote that is never closed");
    const Span span = span_of(begin, end);
    if (is_key_next()) {
      if (value == "<<" && text_[begin] == '<') refuse(Code::E0615, span, "a merge key stands here", "write the keys out");
      open_.back().keys.emplace_back(std::move(value), span);
      return;
    }
    RawValue scalar;
    scalar.text = std::move(value);
    scalar.span = span;
    attach(std::move(scalar));
  }

  void open(const YAML::Mark& mark, RawValue::Shape shape) {
    const Span span = span_at(mark, 1);
    if (is_key_next()) refuse(Code::E0617, span, "a key that is not a text");
    if (open_.size() >= kDeepestYaml) {
      refuse(Code::E0618, span, "lists and maps nest deeper than " + std::to_string(kDeepestYaml) + " levels");
    }
    RawValue value;
    value.shape = shape;
    value.span = span;
    open_.push_back(std::move(value));
  }

  void close() {
    RawValue value = std::move(open_.back());
    open_.pop_back();
    if (!value.items.empty()) value.span.end = std::max(value.span.end, value.items.back().span.end);
    attach(std::move(value));
  }

  void attach(RawValue value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else {
      open_.back().items.push_back(std::move(value));
    }
  }

  const diag::Source& source_;
  Span part_;
  std::string_view text_;
  std::vector<RawValue> open_;
  RawValue root_;
  bool is_begun_ = false;
};

// What yaml-cpp's complaints mean, by their first words.
struct Complaint {
  std::string_view begins;
  Code code;
  std::string_view message;
  std::string_view help;
};

constexpr Complaint kComplaints[] = {
    {"end of map not found", Code::E0601, "this line does not go on with what stands above it", "indent keys that belong together alike"},
    {"end of sequence not found", Code::E0601, "this line does not go on with the list above it", "indent the `-` of a list alike"},
    {"end of map flow", Code::E0601, "a `{` has no `}`", ""},
    {"end of sequence flow", Code::E0601, "a `[` has no `]`", ""},
    {"illegal flow end", Code::E0601, "a `]` or `}` that closes nothing", ""},
    {"illegal map value", Code::E0601, "a `:` where no key can stand", "put a text that holds `: ` in quotes, and indent keys alike"},
    {"illegal map key", Code::E0601, "a `?` where no key can stand", ""},
    {"illegal block entry", Code::E0601, "a `-` where no list can stand", "begin a list on its own line"},
    {"unknown token", Code::E0601, "a text that cannot begin like this without quotes", "put the value in quotes"},
    {"unexpected character in block scalar", Code::E0601, "a text that cannot begin like this without quotes", "put the value in quotes: \">=90\""},
    {"illegal EOF in scalar", Code::E0601, "a quote that is never closed", ""},
    {"illegal document indicator", Code::E0601, "a quote that is never closed before the next document", ""},
    {"illegal tab", Code::E0601, "a tab where only blanks may indent", ""},
    {"bad file", Code::E0618, "lists and maps nest deeper than 32 levels", ""},
    {"the referenced anchor", Code::E0615, "an alias stands here", "write the value out; a text that begins with `*` goes in quotes"},
    {"alias", Code::E0615, "an alias stands here", "write the value out; a text that begins with `*` goes in quotes"},
    {"illegal character found while scanning alias", Code::E0615, "an alias stands here", "a text that begins with `*` goes in quotes"},
    {"anchor", Code::E0615, "an anchor stands here", "a text that begins with `&` goes in quotes"},
    {"illegal character found while scanning anchor", Code::E0615, "an anchor stands here", "a text that begins with `&` goes in quotes"},
    {"cannot assign multiple", Code::E0615, "an anchor, alias or tag stands here", "leave it out"},
    {"aliases can't", Code::E0615, "an alias stands here", "write the value out"},
    {"tag handle", Code::E0615, "a tag stands here", "a text that begins with `!` goes in quotes"},
    {"end of verbatim tag", Code::E0615, "a tag stands here", "a text that begins with `!` goes in quotes"},
    {"illegal character found while scanning tag", Code::E0615, "a tag stands here", "a text that begins with `!` goes in quotes"},
    {"unknown escape", Code::E0601, "an escape that YAML does not have", "write `\\\\` for a backslash in double quotes, or use single quotes"},
    {"bad character found while scanning hex", Code::E0601, "an escape without its hexadecimal digits", ""},
    {"invalid unicode", Code::E0601, "an escape that names no character", ""},
};

diag::Diagnostic explained(const diag::Source& source, Span part, const YAML::ParserException& complaint) {
  const auto size = part.end - part.begin;
  const std::uint32_t at = part.begin + (complaint.mark.pos < 0 ? 0 : std::min(static_cast<std::uint32_t>(complaint.mark.pos), size));
  const Span span{at, std::min(at + 1, part.end)};
  for (const Complaint& known : kComplaints) {
    if (!complaint.msg.starts_with(known.begins)) continue;
    return trouble(known.code, source, span, std::string(known.message), std::string(known.help));
  }
  return trouble(Code::E0601, source, span, "YAML cannot be made out at this place", complaint.msg);
}

// yaml-cpp reads a nest of brackets to its end before it says a word, and takes 240 bytes for each. No text that is meant
// has this many open at once, quoted ones included; the exact limit is kept by TreeBuilder::open.
std::optional<diag::Diagnostic> check_brackets(const diag::Source& source, Span part) {
  constexpr int kMostOpen = 1000;
  int open = 0;
  for (std::uint32_t at = part.begin; at < part.end; ++at) {
    const char c = source->text()[at];
    if (c == '[' || c == '{') ++open;
    if ((c == ']' || c == '}') && open > 0) --open;
    if (open > kMostOpen) {
      return trouble(Code::E0618, source, {at, at + 1}, "lists and maps nest deeper than " + std::to_string(kDeepestYaml) + " levels");
    }
  }
  return std::nullopt;
}

// yaml-cpp drops a carriage return that no line feed follows, and joins what stands round it.
std::optional<diag::Diagnostic> check_line_ends(const diag::Source& source, Span part) {
  const std::string_view text = source->slice(part);
  for (std::size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
    if (at + 1 < text.size() && text[at + 1] == '\n') continue;
    const auto begin = part.begin + static_cast<std::uint32_t>(at);
    return trouble(Code::E0601, source, {begin, begin + 1}, "a carriage return without a line feed", "end lines with a line feed");
  }
  return std::nullopt;
}

std::optional<diag::Diagnostic> check_text(const diag::Source& source, Span part) {
  if (part.end - part.begin > kLargestYaml) {
    return trouble(Code::E0618, source, {part.begin, part.begin + 1}, "the YAML document is larger than 1 MiB",
                   "give large records as JSON");
  }
  if (auto bad = check_bytes(source, part)) return bad;
  if (auto bad = check_line_ends(source, part)) return bad;
  return check_brackets(source, part);
}

}  // namespace

base::Expected<RawValue, diag::Diagnostic> read_document(const diag::Source& source, Span part) {
  if (auto bad = check_text(source, part)) return base::Unexpected{std::move(*bad)};
  TextBuffer buffer(source->slice(part));
  std::istream stream(&buffer);
  TreeBuilder builder(source, part);
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    parser.HandleNextDocument(builder);  // finds nothing, unless text is left over: then the builder refuses
    return builder.take();
  } catch (const Refused& refused) {
    return base::Unexpected{refused.diagnostic};
  } catch (const YAML::ParserException& complaint) {
    return base::Unexpected{explained(source, part, complaint)};
  } catch (const YAML::Exception& complaint) {
    return base::Unexpected{trouble(Code::E0601, source, part, "YAML cannot be made out", complaint.msg)};
  }
}

}  // namespace eligo::io
