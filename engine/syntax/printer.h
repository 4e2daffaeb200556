// The tree as text in the one style. Every node prints itself on the line at hand where it fits, and else breaks at its
// outermost joints. Comments come out before the last word that follows them in the source, never across the end of a
// node, so that printing the printed text changes nothing. Private to this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "syntax/print.h"

namespace eligo::syntax {

class Printer {
 public:
  enum class Mode : std::uint8_t { kFlat, kMeasured, kBroken };  // kMeasured: flat, and given up where it gets too long
  static constexpr std::size_t kWidth = 100;

  Printer(const File& file, Mode mode) : file_(file), is_flat_(mode != Mode::kBroken), is_measured_(mode == Mode::kMeasured) {}

  std::string file();
  std::string one(ExprId id);

 private:
  // print_layout.cpp: words, lines and comments
  void text(std::string_view words);
  void glue(std::string_view sign);                    // without a blank before it
  void at(std::uint32_t offset);                       // comments that stand before this place of the source
  void end_of(Span span) { at(span.end == 0 ? 0 : span.end - 1); }  // … before the last word of a node
  void trailing(std::uint32_t offset);
  void comment(const Comment& comment);
  void new_line(std::uint32_t offset);
  void open_line();
  bool has_comment_in(Span span) const;
  bool fits(const std::string& words) const;
  bool is_too_long() const { return is_measured_ && out_.size() > 4 * kWidth; }  // a character has at most four bytes
  template <class Print>
  std::string flat(Print print) const;
  template <class Print>
  void joint(Span span, Print print);                  // on this line where it fits, else on the next, one step in

  class Indent {
   public:
    explicit Indent(Printer& printer) : printer_(printer) { printer_.indent_ += 2; }
    ~Indent() { printer_.indent_ -= 2; }
    Indent(const Indent&) = delete;
    Indent& operator=(const Indent&) = delete;

   private:
    Printer& printer_;
  };

  // print_file.cpp
  void item(const Item& item);
  void print(const Protocol& it, Span span);
  void print(const Use& it, Span span);
  void print(const StudyDisease& it, Span span);
  void print(const Timeline& it, Span span);
  void print(const ResultsValid& it, Span span);
  void print(const DefaultLimits& it, Span span);
  void print(const Group& it, Span span);
  void print(const Definition& it, Span span);
  void print(const Cohort& it, Span span);
  void print(const Criterion& it, Span span);
  void head(const Criterion& it);
  void unless_and_note(ExprId exception, Span unless_span, const std::optional<Name>& note);
  void member(const Member& it);
  bool is_one_line(const Criterion& it, Span span) const;

  // print_condition.cpp
  void expr(ExprId id);
  void print(const Bracket& it, Span span);
  void print(const If& it, Span span);
  void print(const And& it, Span span);
  void print(const Or& it, Span span);
  void print(const Not& it, Span span);
  void print(const Compare& it, Span span);
  void print(const InRange& it, Span span);
  void print(const Is& it, Span span);
  void print(const Known& it, Span span);
  void print(const List& it, Span span);
  void print(const Quantified& it, Span span);
  void print(const WashedOut& it, Span span);
  void print(const OnTreatment& it, Span span);
  void print(const Confirm& it, Span span);
  void print(const InCohort& it, Span span);
  void print(const WithResults& it, Span span);
  void print(const NoRestriction& it, Span span);
  void print(const Gap& it, Span span);
  void chain(std::string_view word, const std::vector<ExprId>& operands, Span span);
  void measured(const std::optional<Measured>& it);
  bool has_note(ExprId id) const;

  // print_value.cpp
  void print(const Quantity& it, Span span);
  void print(const Limit& it, Span span);
  void print(const Titre& it, Span span);
  void print(const Text& it, Span span);
  void print(const Reference& it, Span span);
  void print(const AgeAt& it, Span span);
  void print(const Arithmetic& it, Span span);
  void print(const Negation& it, Span span);
  void print(const Extreme& it, Span span);
  void print(const Each& it, Span span);
  void print(const NumberOf& it, Span span);
  void print(const TotalTime& it, Span span);
  void print(const TimeBetween& it, Span span);
  void print(const MomentValue& it, Span span);
  void values(std::string_view words, const std::vector<ExprId>& values, Span span);
  void name(const Name& name);
  void names(const std::vector<Name>& names, Span span);
  void counting(Quantified::Counting counting);

  // print_fact.cpp: selectors, windows, moments, durations
  void selector(SelectorId id);
  void concepts(const ConceptSet& it);
  void exceptions(const std::vector<Exception>& all);
  void bracketed_where(std::string_view open, ExprId where, Span span);
  void windows(const std::vector<Window>& all);
  void window(const Window& it);
  void moment(MomentId id);
  void duration(DurationId id);

  const File& file_;
  bool is_flat_;
  bool is_measured_;
  std::string out_;
  std::size_t line_start_ = 0;     // where the line at hand begins in out_
  std::size_t indent_ = 0;
  bool is_line_due_ = false;       // a comment ended the line: whatever comes next begins a new one
  bool is_glued_ = true;           // no blank before the next words
  std::size_t next_comment_ = 0;
};

template <class Print>
std::string Printer::flat(Print print) const {
  Printer other(file_, Mode::kMeasured);
  print(other);
  return std::move(other.out_);
}

template <class Print>
void Printer::joint(Span span, Print print) {
  const Indent indent(*this);
  if (!is_flat_ && !fits(flat(print))) new_line(span.begin);
  print(*this);
}

}  // namespace eligo::syntax
