// Where a parse stopped and what could have stood there, in the words of a rule author instead of the grammar's.
// Private to this folder: it shows ANTLR.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "antlr4-runtime.h"

namespace eligo::syntax {

/// Thrown by StopAtFirstMistake; nothing else ends a parse early.
struct Stopped {};

/// No repair and no skipping: remembers the place and what was expected there, and stops.
class StopAtFirstMistake final : public antlr4::DefaultErrorStrategy {
 public:
  /// The word that could not be taken.
  std::size_t stopped_at() const { return stopped_at_; }
  /// What could have stood at the word `index`, the last one that the parser came to.
  std::set<std::size_t> expected(antlr4::Parser& parser, std::size_t index) const;

  void reset(antlr4::Parser* parser) override;
  void reportError(antlr4::Parser*, const antlr4::RecognitionException&) override {}
  void recover(antlr4::Parser* parser, std::exception_ptr problem) override;
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void sync(antlr4::Parser* parser) override;

 private:
  void note_place(antlr4::Parser& parser);

  struct Place {
    std::size_t state;
    antlr4::ParserRuleContext* context;
  };
  std::size_t stopped_at_ = 0;
  std::size_t noted_at_ = 0;
  std::vector<Place> places_;          // where the parser has been since it came to the word noted_at_
  std::set<std::size_t> ahead_;        // what could stand at stopped_at_, where that lies beyond noted_at_
};

/// "expected `,` or `}`": at most five things; empty where nothing useful can be said.
std::string in_words(const std::set<std::size_t>& expected);

/// The rule of the language that a word of this type often breaks where it was not expected; empty for most.
std::string rule_broken_by(std::size_t found, const std::set<std::size_t>& expected);

}  // namespace eligo::syntax
