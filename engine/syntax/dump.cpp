// The tree as lines for tests. What the printer may change without changing the meaning is left out: spans, brackets
// round a single name, round `where`.
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "syntax/print.h"

namespace eligo::syntax {

namespace {

std::string shown(const Name& name) { return name.is_quoted ? '"' + name.text + '"' : name.text; }

std::string shown(const std::optional<Name>& name) { return name ? " " + shown(*name) : std::string(); }

std::string shown(const std::vector<Name>& names) {
  std::string result;
  for (const Name& name : names) result += " " + shown(name);
  return result;
}

const char* word(bool holds, const char* text) { return holds ? text : ""; }

class Dumper {
 public:
  explicit Dumper(const File& file) : file_(file) {}

  std::string run() {
    for (const Item& item : file_.items) {
      std::visit([this](const auto& form) { item_form(form); }, item.form);
    }
    return std::move(out_);
  }

 private:
  // Lines: `line` opens one at the present depth; a Deeper lasts for the children.
  struct Deeper {
    Dumper& dumper;
    explicit Deeper(Dumper& d) : dumper(d) { ++dumper.depth_; }
    ~Deeper() { --dumper.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;
  };
  void line(std::string_view text) {
    out_.append(depth_ * 2, ' ');
    out_.append(text);
    out_ += '\n';
  }

  // ---- Items ----

  void item_form(const Protocol& it) {
    line("protocol " + shown(it.id) + shown(it.title));
    const Deeper deeper(*this);
    if (it.version) line("version" + shown(it.version));
    if (it.source) line("source" + shown(it.source));
  }
  void item_form(const Use& it) { line("use" + shown(it.modules)); }
  void item_form(const StudyDisease& it) { line("study-disease" + concepts(it.concepts)); }
  void item_form(const Timeline& it) {
    line("timeline");
    const Deeper deeper(*this);
    for (const TimelineEntry& entry : it.entries) {
      line("entry " + shown(entry.name));
      const Deeper formula(*this);
      if (entry.formula) moment(entry.formula);
    }
  }
  void item_form(const ResultsValid& it) {
    line("results-valid " + std::to_string(static_cast<int>(it.side)));
    const Deeper deeper(*this);
    duration(it.duration);
    moment(it.moment);
  }
  void item_form(const DefaultLimits&) { line("default-limits"); }
  void item_form(const Group& it) {
    line("group " + shown(it.name) + concepts(it.concepts));
    const Deeper deeper(*this);
    exceptions(it.exceptions);
  }
  void item_form(const Definition& it) {
    line("define " + shown(it.name));
    const Deeper deeper(*this);
    expr(it.body);
  }
  void item_form(const Cohort& it) { line("cohort " + shown(it.name) + shown(it.title)); }
  void item_form(const Criterion& it) {
    line((it.is_inclusion ? "inclusion " : "exclusion ") + shown(it.id) + shown(it.title));
    const Deeper deeper(*this);
    if (!it.cohorts.empty()) line((it.for_all_except ? "for all except" : "for") + shown(it.cohorts));
    expr(it.rule);
    unless_and_note(it.exception, it.note);
  }

  void unless_and_note(ExprId exception, const std::optional<Name>& note) {
    if (exception) under("unless", exception);
    if (note) line("note" + shown(note));
  }
  void under(std::string_view title, ExprId child) {
    line(title);
    const Deeper deeper(*this);
    expr(child);
  }

  // ---- Conditions ----

  void expr(ExprId id) {
    std::visit([this](const auto& form) { expr_form(form); }, file_[id].form);
  }
  void exprs(std::string_view title, const std::vector<ExprId>& children) {
    line(title);
    const Deeper deeper(*this);
    for (const ExprId child : children) expr(child);
  }
  void expr_form(const Bracket& it) { under("bracket", it.inner); }
  void expr_form(const If& it) {
    line("if");
    const Deeper deeper(*this);
    expr(it.condition);
    under("then", it.consequence);
    if (it.alternative) under("else", it.alternative);
  }
  void expr_form(const And& it) { exprs("and", it.operands); }
  void expr_form(const Or& it) { exprs("or", it.operands); }
  void expr_form(const Not& it) { under("not", it.operand); }
  void expr_form(const Compare& it) {
    line("compare " + it.op);
    const Deeper deeper(*this);
    expr(it.left);
    expr(it.right);
    measured(it.measured);
  }
  void expr_form(const InRange& it) {
    line("in-range");
    const Deeper deeper(*this);
    expr(it.value);
    expr(it.low);
    expr(it.high);
    measured(it.measured);
  }
  void expr_form(const Is& it) {
    line(std::string("is") + word(it.is_negated, " not") + word(it.is_one_of, " one of") + shown(it.answers));
    const Deeper deeper(*this);
    expr(it.value);
    measured(it.measured);
  }
  void expr_form(const Known& it) {
    line(it.is_known ? "known" : "unknown");
    const Deeper deeper(*this);
    expr(it.value);
    measured(it.measured);
  }
  void expr_form(const List& it) {
    static constexpr const char* kForms[] = {"all", "any", "none", "at least", "at most", "exactly"};
    line(std::string("list ") + kForms[static_cast<int>(it.form)] + " " + it.count);
    const Deeper deeper(*this);
    for (const Member& each : it.members) member(each);
  }
  void member(const Member& it) {
    line("member" + shown(it.label));
    const Deeper deeper(*this);
    expr(it.rule);
    unless_and_note(it.exception, it.note);
  }
  void expr_form(const Quantified& it) {
    static constexpr const char* kForms[] = {"any", "no", "every", "at least", "at most", "exactly"};
    line(std::string(kForms[static_cast<int>(it.form)]) + " " + it.count + counting(it.counting));
    const Deeper deeper(*this);
    selector(it.selector);
  }
  static std::string counting(Quantified::Counting counting) {
    static constexpr const char* kWords[] = {"", " different", " lines"};
    return kWords[static_cast<int>(counting)];
  }
  void expr_form(const WashedOut& it) { therapy("washed-out", it); }
  void expr_form(const OnTreatment& it) { therapy(it.is_unchanged ? "on-unchanged" : "on", it); }
  template <class Therapy>
  void therapy(std::string_view title, const Therapy& it) {
    line(title);
    const Deeper deeper(*this);
    selector(it.selector);
    duration(it.duration);
    moment(it.before);
  }
  void expr_form(const Confirm& it) { line("confirm" + shown(it.name) + shown(it.question)); }
  void expr_form(const InCohort& it) { line("in-cohort " + shown(it.cohort)); }
  void expr_form(const WithResults& it) {
    line("with-results");
    const Deeper deeper(*this);
    windows(it.windows);
    if (!it.again.empty()) line("again");
    windows(it.again);
    expr(it.rule);
  }
  void expr_form(const NoRestriction&) { line("no-restriction"); }
  void expr_form(const Gap& it) { line("gap " + shown(it.text)); }
  void measured(const std::optional<Measured>& it) {
    if (!it) return;
    line("measured");
    const Deeper deeper(*this);
    windows(it->windows);
    if (it->where) under("where", it->where);
  }

  // ---- Values ----

  void expr_form(const Quantity& it) { line("quantity " + it.number + word(it.has_times, " x") + (it.unit.empty() ? "" : " ") + it.unit); }
  void expr_form(const Limit& it) {
    line("limit" + (it.factor.empty() ? "" : " " + it.factor) + word(it.has_times, " x") + (it.is_upper ? " ULN" : " LLN"));
  }
  void expr_form(const Titre& it) { line("titre " + it.text); }
  void expr_form(const Text& it) { line("text " + shown(it.text)); }
  void expr_form(const Reference& it) {
    static constexpr const char* kChoosers[] = {"", "first ", "latest ", "highest ", "lowest ", "mean ", "mean-of-latest "};
    line(std::string("name ") + kChoosers[static_cast<int>(it.chooser)] + it.count + word(!it.count.empty(), " ") + shown(it.name));
    const Deeper deeper(*this);
    windows(it.windows);
    if (it.where) under("where", it.where);
  }
  void expr_form(const AgeAt& it) {
    line("age-at");
    const Deeper deeper(*this);
    moment(it.moment);
  }
  void expr_form(const Arithmetic& it) { exprs(std::string("arithmetic ") + it.op, {it.left, it.right}); }
  void expr_form(const Negation& it) { under("negation", it.operand); }
  void expr_form(const Extreme& it) { exprs(it.is_smaller ? "smaller-of" : "larger-of", it.values); }
  void expr_form(const Each& it) { exprs(it.is_all ? "each-of" : "either-of", it.values); }
  void expr_form(const NumberOf& it) {
    line("number-of" + counting(it.counting));
    const Deeper deeper(*this);
    selector(it.selector);
  }
  void expr_form(const TotalTime& it) {
    line("total-time");
    const Deeper deeper(*this);
    selector(it.selector);
  }
  void expr_form(const TimeBetween& it) {
    line("time-between");
    const Deeper deeper(*this);
    moment(it.from);
    if (it.to) moment(it.to);
  }
  void expr_form(const MomentValue& it) { moment(it.moment); }

  // ---- Time ----

  void duration(DurationId id) {
    static constexpr const char* kForms[] = {"", "half-lives", "shorter", "longer"};
    const Duration& it = file_[id];
    line("duration " + it.amount + word(!it.amount.empty(), " ") + it.unit + kForms[static_cast<int>(it.form)]);
    const Deeper deeper(*this);
    for (const DurationId part : it.parts) duration(part);
  }
  void moment(MomentId id) {
    static constexpr const char* kBases[] = {"", "date ", "it", "first", "latest"};
    const Moment& it = file_[id];
    line(std::string("moment ") + word(it.is_end, "end of ") + kBases[static_cast<int>(it.base)] + it.name.text);
    const Deeper deeper(*this);
    if (it.selector) selector(it.selector);
    for (const Offset& offset : it.offsets) {
      line(offset.is_minus ? "minus" : "plus");
      const Deeper amount(*this);
      duration(offset.duration);
    }
  }
  void windows(const std::vector<Window>& all) {
    static constexpr const char* kAspects[] = {"", "starting ", "ending "};
    static constexpr const char* kExtents[] = {"", "within ", "less-than ", "at-least ", "more-than "};
    static constexpr const char* kSides[] = {"before", "on-or-before", "after", "on-or-after", "since", "of", "from-to", "at"};
    for (const Window& it : all) {
      line(std::string("window ") + kAspects[static_cast<int>(it.aspect)] + kExtents[static_cast<int>(it.extent)] + kSides[static_cast<int>(it.side)]);
      const Deeper deeper(*this);
      if (it.duration) duration(it.duration);
      moment(it.moment);
      if (it.to) moment(it.to);
    }
  }

  // ---- Facts ----

  static std::string concepts(const ConceptSet& it) { return word(it.is_allergy_to, " allergy-to") + shown(it.names); }
  void exceptions(const std::vector<Exception>& all) {
    for (const Exception& it : all) {
      line("except " + shown(it.concept_name));
      const Deeper deeper(*this);
      if (it.where) under("where", it.where);
    }
  }
  void selector(SelectorId id) {
    static constexpr const char* kPhases[] = {"", " active", " past", " planned"};
    const Selector& it = file_[id];
    line(std::string("selector") + kPhases[static_cast<int>(it.phase)] + word(it.takes_suspected, " suspected") +
         word(it.is_other, " other") + concepts(it.concepts));
    const Deeper deeper(*this);
    exceptions(it.exceptions);
    if (it.given_for) line("given-for" + concepts(*it.given_for));
    if (it.due_to) line("due-to" + concepts(*it.due_to));
    if (it.requiring) line("requiring" + concepts(*it.requiring));
    if (it.requiring_selector) required(it.requiring_selector);
    windows(it.windows);
    if (it.apart) {
      line("apart");
      const Deeper distance(*this);
      duration(it.apart);
    }
    if (it.where) under("where", it.where);
  }
  void required(SelectorId id) {
    line("requiring");
    const Deeper deeper(*this);
    selector(id);
  }

  const File& file_;
  std::string out_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string dump(const File& file) { return Dumper(file).run(); }

}  // namespace eligo::syntax
