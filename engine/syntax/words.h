// The words and signs of a rule file, cut by the generated lexer, in the form the generated parser reads them.
// In: the source text. Out: words without blanks, comments apart; what no rule file can hold is reported and left out.
// Private to this folder: it shows ANTLR.
#pragma once

#include <string>
#include <vector>

#include "antlr4-runtime.h"
#include "diag/diagnostic.h"
#include "syntax/ast.h"

namespace eligo::syntax {

inline constexpr std::size_t kMostMistakes = 100;  // of each kind: strange characters, items that break off
inline constexpr std::size_t kMostWords = 210'000;  // comments count too

/// A token of 24 bytes that knows its place in the source in bytes, and nothing else.
class Word final : public antlr4::Token {
 public:
  Word(std::size_t type, std::size_t index, Span span)
      : type_(static_cast<std::int32_t>(type)), index_(static_cast<std::uint32_t>(index)), span_(span) {}

  Span span() const { return span_; }
  void set_type(std::size_t type) { type_ = static_cast<std::int32_t>(type); }

  std::string getText() const override { return {}; }
  std::size_t getType() const override { return static_cast<std::size_t>(type_); }
  std::size_t getLine() const override { return 0; }
  std::size_t getCharPositionInLine() const override { return 0; }
  std::size_t getChannel() const override { return antlr4::Token::DEFAULT_CHANNEL; }
  std::size_t getTokenIndex() const override { return index_; }
  std::size_t getStartIndex() const override { return span_.begin; }
  std::size_t getStopIndex() const override { return span_.end; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  antlr4::CharStream* getInputStream() const override { return nullptr; }
  std::string toString() const override { return {}; }

 private:
  std::int32_t type_;  // the end of the file is -1
  std::uint32_t index_;
  Span span_;
};

/// The words of one file; the last is the end of the file. Words that stand beside a mark were misread: see `marks`.
struct Words {
  std::vector<Word> words;
  std::vector<Comment> comments;
  std::vector<std::uint32_t> marks;  // indices of words before which, or as which, something strange was reported

  std::size_t type(std::size_t index) const { return words[index].getType(); }
  std::size_t last() const { return words.size() - 1; }
};

/// None where the text holds more than kMostWords words; that is reported.
std::optional<Words> cut_into_words(const diag::Source& source, diag::Sink& sink);

/// The parser's view of Words. Nothing is copied, and nothing is read ahead.
class WordStream final : public antlr4::TokenStream {
 public:
  explicit WordStream(Words& words) : words_(words) {}

  antlr4::Token* LT(ssize_t k) override;
  antlr4::Token* get(std::size_t index) const override { return &words_.words[std::min(index, words_.last())]; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string getText() override { return {}; }
  std::string getText(antlr4::RuleContext*) override { return {}; }
  std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }
  void consume() override { position_ = std::min(position_ + 1, words_.last()); }
  std::size_t LA(ssize_t k) override;
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  std::size_t index() override { return position_; }
  void seek(std::size_t index) override { position_ = std::min(index, words_.last()); }
  std::size_t size() override { return words_.words.size(); }
  std::string getSourceName() const override { return {}; }

 private:
  Words& words_;
  std::size_t position_ = 0;
};

}  // namespace eligo::syntax
