// Cuts the text into words. Characters outside ASCII reach the lexer as stand-ins (see Eligo.g4), one for each character;
// places are turned back into bytes here, so that nothing later knows of it.
#include "syntax/words.h"

#include <algorithm>

#include "EligoLexer.h"
#include "base/ascii.h"
#include "syntax/quoting.h"

namespace eligo::syntax {

namespace {

using grammar::EligoLexer;

constexpr char kUnitCharacter = '\x19';
constexpr char kOtherCharacter = '\x1a';

// Micro sign, mu, degree sign, Angstrom-like ring, raised digits: what units are written with.
bool may_stand_in_unit(char32_t c) {
  return c == 0xb5 || c == 0x3bc || c == 0xb0 || c == 0xb2 || c == 0xb3 || c == 0xb9 || c == 0x2070 ||
         (c >= 0x2074 && c <= 0x207b);
}

char stand_in(char32_t c) {
  if (c == 0xa0) return ' ';  // a blank that forbids a line break, as copied texts have it
  return may_stand_in_unit(c) ? kUnitCharacter : kOtherCharacter;
}

// The text with one byte for each character, and where each character begins in the source.
class Characters final : public antlr4::CharStream {
 public:
  explicit Characters(std::string_view text) {
    narrow_.reserve(text.size());
    begins_.reserve(text.size() + 1);
    std::size_t at = text.starts_with("\xef\xbb\xbf") ? 3 : 0;
    while (at < text.size()) at = take(text, at);
    begins_.push_back(static_cast<std::uint32_t>(text.size()));
  }

  std::uint32_t byte_of(std::size_t character) const { return begins_[std::min(character, narrow_.size())]; }

  void consume() override { ++position_; }
  std::size_t LA(ssize_t k) override {
    if (k == 0) return 0;
    const std::size_t at = position_ + static_cast<std::size_t>(k > 0 ? k - 1 : k);
    return at < narrow_.size() ? static_cast<unsigned char>(narrow_[at]) : antlr4::IntStream::EOF;
  }
  ssize_t mark() override { return -1; }
  void release(ssize_t) override {}
  std::size_t index() override { return position_; }
  void seek(std::size_t index) override { position_ = std::min(index, narrow_.size()); }
  std::size_t size() override { return narrow_.size(); }
  std::string getSourceName() const override { return {}; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string toString() const override { return narrow_; }

 private:
  std::size_t take(std::string_view text, std::size_t at) {
    begins_.push_back(static_cast<std::uint32_t>(at));
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) {
      narrow_.push_back(first < 0x20 && !base::is_blank(text[at]) ? '\0' : text[at]);
      return at + 1;
    }
    const std::size_t length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    char32_t character = first & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) character = (character << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3fU);
    narrow_.push_back(stand_in(character));
    return at + length;
  }

  std::string narrow_;
  std::vector<std::uint32_t> begins_;
  std::size_t position_ = 0;
};

struct Sign {
  std::string_view written, meant;
};
constexpr Sign kSigns[] = {
    {"\xe2\x89\xa5", ">="}, {"\xe2\x89\xa4", "<="}, {"\xe2\x89\xa0", "!="}, {"\xc3\x97", "x"},
    {"\xe2\x80\x9c", "\""}, {"\xe2\x80\x9d", "\""}, {"\xe2\x80\x93", "-"},  {"\xe2\x88\x92", "-"},
    {"'", "\""},            {"[", "("},             {"]", ")"},             {"&", "and"},
    {"|", "or"},            {"!", "not"},           {";", ","},
};

std::string help_for(std::string_view strange) {
  for (const Sign& sign : kSigns) {
    if (strange.starts_with(sign.written)) return "the language writes `" + std::string(sign.meant) + "` here";
  }
  return {};
}

// Whether nothing but blanks stands before the place on its line.
bool is_first_on_line(std::string_view text, std::size_t at) {
  while (at > 0 && text[at - 1] != '\n' && text[at - 1] != '\r') {
    if (!base::is_blank(text[--at])) return false;
  }
  return true;
}

class Cutter {
 public:
  Cutter(const diag::Source& source, diag::Sink& sink)
      : source_(source), sink_(sink), characters_(source->text()), lexer_(&characters_) {
    lexer_.removeErrorListeners();
  }

  std::optional<Words> run() {
    while (true) {
      const std::unique_ptr<antlr4::Token> token = lexer_.nextToken();
      const Span span{characters_.byte_of(token->getStartIndex()), characters_.byte_of(token->getStopIndex() + 1)};
      if (token->getType() == antlr4::Token::EOF) break;
      take(token->getType(), span);
      if (result_.words.size() + result_.comments.size() > kMostWords) return too_many(span);
    }
    const auto size = static_cast<std::uint32_t>(source_->text().size());
    add(antlr4::Token::EOF, {size, size});
    return std::move(result_);
  }

 private:
  void take(std::size_t type, Span span) {
    switch (type) {
      case EligoLexer::COMMENT: return comment(span);
      case EligoLexer::STRANGE: return strange(span);
      case EligoLexer::BAD_ESCAPE:
        mark("text in quotes has an escape other than `\\\"` and `\\\\`", "write `\\\\` for a backslash", escape_in(span));
        return add(EligoLexer::TEXT, span);
      case EligoLexer::UNCLOSED:
        mark("text in quotes does not end on its line", "expected `\"` before the end of the line", span);
        return add(EligoLexer::TEXT, span);
      default: return add(type, span);
    }
  }

  void add(std::size_t type, Span span) { result_.words.emplace_back(type, result_.words.size(), span); }

  void mark(std::string message, std::string help, Span span) {
    result_.marks.push_back(static_cast<std::uint32_t>(result_.words.size()));
    if (result_.marks.size() > kMostMistakes) return;
    sink_.add({diag::Code::E0102, std::move(message), std::move(help), source_, span, {}});
  }

  // Strange characters side by side are one mistake.
  void strange(Span span) {
    const bool continues = strange_end_ == span.begin && !result_.marks.empty();
    strange_end_ = span.end;
    if (!continues) {
      mark("found " + shown(source_->slice(span)) + ", which has no meaning here", help_for(source_->slice(span)), span);
    }
  }

  void comment(Span span) {
    std::string_view text = source_->slice(span);
    while (!text.empty() && base::is_blank(text.back())) text.remove_suffix(1);
    span.end = span.begin + static_cast<std::uint32_t>(text.size());
    result_.comments.push_back({std::string(text), span, !is_first_on_line(source_->text(), span.begin)});
  }

  Span escape_in(Span span) const {
    const std::string_view text = source_->slice(span);
    for (std::uint32_t i = 1; i + 1 < text.size(); ++i) {
      if (text[i] != '\\') continue;
      if (text[i + 1] != '"' && text[i + 1] != '\\') return {span.begin + i, span.begin + i + 1};
      ++i;
    }
    return span;
  }

  std::nullopt_t too_many(Span span) {
    sink_.add({diag::Code::E0104, "the rule file holds more than 210000 words, signs and comments", "", source_, span, {}});
    return std::nullopt;
  }

  const diag::Source& source_;
  diag::Sink& sink_;
  Characters characters_;
  EligoLexer lexer_;
  Words result_;
  std::uint32_t strange_end_ = 0;
};

}  // namespace

std::optional<Words> cut_into_words(const diag::Source& source, diag::Sink& sink) { return Cutter(source, sink).run(); }

antlr4::Token* WordStream::LT(ssize_t k) {
  if (k == 0 || (k < 0 && static_cast<std::size_t>(-k) > position_)) return nullptr;
  return get(position_ + static_cast<std::size_t>(k > 0 ? k - 1 : k));
}

std::size_t WordStream::LA(ssize_t k) {
  const antlr4::Token* word = LT(k);
  return word == nullptr ? antlr4::Token::INVALID_TYPE : word->getType();
}

}  // namespace eligo::syntax
