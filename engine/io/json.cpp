// JSON through simdjson's on-demand reader, which shows each number as it is written. Its error codes end here.
#include "io/json.h"

#include <simdjson.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "base/json_text.h"
#include "io/json_words.h"
#include "io/raw_text.h"
#include "io/read.h"

namespace eligo::io {

namespace {

using clinical::RawValue;
using diag::Code;
using diag::Span;
namespace ondemand = simdjson::ondemand;

// The first trouble; never leaves this file.
struct Refused {
  diag::Diagnostic diagnostic;
};

// The first comment, as other languages have them: outside of texts, and not in the middle of a word.
std::optional<Span> comment_in(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      for (++i; i < text.size() && text[i] != '"'; ++i) i += text[i] == '\\' ? 1 : 0;
      continue;
    }
    if (i > 0 && !base::is_blank(text[i - 1]) && std::string_view(",{}[]\"").find(text[i - 1]) == std::string_view::npos) continue;
    const std::string_view rest = text.substr(i);
    const bool is_block = rest.starts_with("/*");
    if (!is_block && !rest.starts_with("//") && !rest.starts_with("#")) continue;
    const std::size_t end = is_block ? rest.find("*/") : rest.find('\n');
    const std::size_t size = end == std::string_view::npos ? rest.size() : end + (is_block ? 2 : 0);
    return Span{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + size)};
  }
  return std::nullopt;
}

// What no JSON is, told by the comment in it where there is one.
diag::Diagnostic no_json(const diag::Source& source, Span part, diag::Diagnostic refused) {
  if (refused.code != Code::E0601) return refused;
  const auto comment = comment_in(source->slice(part));
  if (!comment) return refused;
  return trouble(Code::E0601, source, {part.begin + comment->begin, part.begin + comment->end}, "a comment, which JSON does not have", "take it out, or write the record in YAML, where `#` begins one");
}

// Walks one document. Offsets count from the beginning of `part`.
class Walk {
 public:
  Walk(const diag::Source& source, Span part, const char* begin, ondemand::document& document)
      : source_(source), part_(part), begin_(begin), document_(document) {}

  RawValue read_root() {
    ondemand::json_type type{};
    check(document_.type().get(type));
    if (type != ondemand::json_type::object) {
      refuse(Code::E0617, {part_.begin, part_.begin}, "a record is an object with keys", "give a list of records one a line");
    }
    ondemand::object object;
    check(document_.get_object().get(object));
    RawValue root = read_object(object, {part_.begin, part_.begin + 1}, 1);
    const char* rest = nullptr;
    if (document_.current_location().get(rest) == simdjson::SUCCESS) refuse(Code::E0601, here(), "text behind the end of the record");
    return root;
  }

 private:
  RawValue read_value(ondemand::value value, std::size_t depth) {
    const std::string_view token = value.raw_json_token();
    const Span span = span_of(token);
    ondemand::json_type type{};
    check(value.type().get(type));
    switch (type) {
      case ondemand::json_type::object: {
        ondemand::object object;
        check(value.get_object().get(object));
        return read_object(object, first_of(span), depth + 1);
      }
      case ondemand::json_type::array: {
        ondemand::array array;
        check(value.get_array().get(array));
        return read_array(array, first_of(span), depth + 1);
      }
      case ondemand::json_type::string: {
        std::string_view text;
        check(value.get_string().get(text));
        if (text.find('\0') != std::string_view::npos) refuse(Code::E0601, span, "a text that holds the character NUL");
        return scalar(text, span);
      }
      case ondemand::json_type::number:
      case ondemand::json_type::boolean:
      case ondemand::json_type::null: return read_bare(base::trimmed(token), span);
    }
    return {};
  }

  // A number, true, false or null: all that stands without quotes.
  RawValue read_bare(std::string_view token, Span span) const {
    const bool is_word = token == "true" || token == "false" || token == "null";
    if (!is_word && !base::is_json_number(token)) refuse(Code::E0601, span, "a value that JSON does not have", "texts go in double quotes");
    return scalar(token == "null" ? std::string_view() : token, span);
  }

  RawValue read_object(ondemand::object& object, Span span, std::size_t depth) {
    check_depth(span, depth);
    RawValue out;
    out.shape = RawValue::Shape::kMap;
    out.span = span;
    std::vector<std::size_t> nulls;
    for (auto next : object) {
      ondemand::field field;
      check(std::move(next).get(field));
      const char* raw = field.key().raw();
      std::string_view key;
      check(field.unescaped_key().get(key));
      const Span key_span = span_of({raw - 1, key.size() + 2});
      out.keys.emplace_back(std::string(key), key_span);
      out.items.push_back(read_value(field.value(), depth));
      if (is_null(out.items.back())) nulls.push_back(out.items.size() - 1);
    }
    if (auto twice = check_keys(source_, out)) throw Refused{std::move(*twice)};
    close(out);
    leave_out(out, nulls);
    return out;
  }

  RawValue read_array(ondemand::array& array, Span span, std::size_t depth) {
    check_depth(span, depth);
    RawValue out;
    out.shape = RawValue::Shape::kList;
    out.span = span;
    for (auto next : array) {
      ondemand::value value;
      check(std::move(next).get(value));
      out.items.push_back(read_value(value, depth));
    }
    close(out);
    return out;
  }

  bool is_null(const RawValue& value) const {
    return value.shape == RawValue::Shape::kText && value.text.empty() && source_->slice(value.span).starts_with("n");
  }

  static void leave_out(RawValue& map, const std::vector<std::size_t>& nulls) {
    for (auto index = nulls.rbegin(); index != nulls.rend(); ++index) {
      map.keys.erase(map.keys.begin() + static_cast<std::ptrdiff_t>(*index));
      map.items.erase(map.items.begin() + static_cast<std::ptrdiff_t>(*index));
    }
  }

  static void close(RawValue& value) {
    if (!value.items.empty()) value.span.end = std::max(value.span.end, value.items.back().span.end);
  }

  static RawValue scalar(std::string_view text, Span span) {
    RawValue value;
    value.text = text;
    value.span = span;
    return value;
  }

  static Span first_of(Span span) { return {span.begin, span.begin + 1}; }

  Span span_of(std::string_view token) const {
    const std::string_view text = base::trimmed(token);
    const auto begin = part_.begin + static_cast<std::uint32_t>(text.data() - begin_);
    return {std::min(begin, part_.end), std::min(begin + static_cast<std::uint32_t>(text.size()), part_.end)};
  }

  Span here() const {
    const char* at = nullptr;
    if (document_.current_location().get(at) != simdjson::SUCCESS) return {part_.end, part_.end};
    return span_of({at, 1});
  }

  void check_depth(Span span, std::size_t depth) const {
    if (depth > kDeepestYaml) refuse(Code::E0618, span, "objects and lists nest deeper than " + std::to_string(kDeepestYaml) + " levels");
  }

  void check(simdjson::error_code error) const {
    if (error != simdjson::SUCCESS) refuse(Code::E0601, here(), words_of(error));
  }

  [[noreturn]] void refuse(Code code, Span span, std::string message, std::string help = {}) const {
    throw Refused{trouble(code, source_, span, std::move(message), std::move(help))};
  }

  const diag::Source& source_;
  Span part_;
  const char* begin_;
  ondemand::document& document_;
};

}  // namespace

struct JsonReader::Memory {
  ondemand::parser parser;
  std::string padded;   // the text and the bytes that simdjson may read behind it
};

JsonReader::JsonReader() : memory_(std::make_unique<Memory>()) {}
JsonReader::~JsonReader() = default;

base::Expected<RawValue, diag::Diagnostic> JsonReader::read(const diag::Source& source, Span part) {
  if (part.end - part.begin > kLargestRecord) {
    return base::Unexpected{trouble(Code::E0618, source, {part.begin, part.begin + 1}, "the record is larger than 16 MiB")};
  }
  if (auto bad = check_bytes(source, part)) return base::Unexpected{std::move(*bad)};
  std::string& padded = memory_->padded;
  padded.assign(source->slice(part));
  padded.append(simdjson::SIMDJSON_PADDING, ' ');
  const simdjson::padded_string_view view(padded.data(), part.end - part.begin, padded.size());
  ondemand::document document;
  const simdjson::error_code error = memory_->parser.iterate(view).get(document);
  if (error != simdjson::SUCCESS) return base::Unexpected{no_json(source, part, trouble(Code::E0601, source, part, words_of(error)))};
  try {
    return Walk(source, part, padded.data(), document).read_root();
  } catch (const Refused& refused) {
    return base::Unexpected{no_json(source, part, refused.diagnostic)};
  }
}

}  // namespace eligo::io
