// Named questions are one question wherever they stand; an unnamed one is known by the place it stands in.
#include "semantics/questions.h"

#include <fmt/format.h>

#include <unordered_map>

#include "base/ascii.h"
#include "base/edit_distance.h"

namespace eligo::semantics {

using diag::Code;

namespace {

class Questions {
 public:
  Questions(CheckedFile& out, diag::Sink& sink) : out_(out), file_(*out.file), sink_(sink) {}

  void read_text(const PlacedQuestion& placed) {
    const auto& confirm = form(placed);
    if (!confirm.name || !confirm.question) return;
    const auto [known, is_new] = texts_.emplace(confirm.name->text, *confirm.question);
    if (is_new || known->second.text == confirm.question->text) return;
    report(confirm.question->span, fmt::format("`{}` asks two different questions", confirm.name->text), "give each its own name",
           {{known->second.span, "the other text is here"}});
  }

  void resolve(const PlacedQuestion& placed) {
    const auto& confirm = form(placed);
    if (confirm.name) {
      named(placed, *confirm.name);
    } else if (confirm.question) {
      unnamed(placed, *confirm.question);
    }
  }

 private:
  const syntax::Confirm& form(const PlacedQuestion& placed) const { return std::get<syntax::Confirm>(file_[placed.expr].form); }

  void report(syntax::Span span, std::string message, std::string help, std::vector<diag::Label> labels = {}) {
    sink_.add({Code::E0208, std::move(message), std::move(help), file_.source, span, std::move(labels)});
  }

  void named(const PlacedQuestion& placed, const syntax::Name& name) {
    const auto text = texts_.find(name.text);
    if (text == texts_.end()) {
      std::vector<std::string> names;
      for (const auto& [known, question] : texts_) names.push_back(known);
      const std::optional<std::string> nearest = base::nearest(name.text, names);
      report(name.span, fmt::format("the question `{}` has no text anywhere in the file", name.text),
             nearest ? fmt::format("did you mean `{}`?", *nearest) : fmt::format("write it once: `confirm {} \"…\"`", name.text));
      return;
    }
    const auto [known, is_new] = named_.emplace(name.text, QuestionId());
    if (is_new) known->second = out_.questions.add({name.text, text->second.text});
    out_.exprs[placed.expr.index()].question = known->second;
  }

  void unnamed(const PlacedQuestion& placed, const syntax::Name& question) {
    if (placed.id.empty()) {
      report(question.span, "a question without a name in a definition or a `where`", "name it: `confirm fertile \"…\"`");
      return;
    }
    const auto [earlier, is_new] = unnamed_.emplace(placed.id, question.span);
    if (!is_new || texts_.contains(placed.id)) {
      const syntax::Span other = is_new ? texts_.find(placed.id)->second.span : earlier->second;
      report(question.span, fmt::format("two questions that are answered under `{}`", placed.id), "give one of them a name: `confirm NAME \"…\"`",
             {{other, "the other one"}});
      return;
    }
    out_.exprs[placed.expr.index()].question = out_.questions.add({placed.id, question.text});
  }

  template <class Value>
  using ByName = std::unordered_map<std::string, Value, base::FoldedHash, base::FoldedEqual>;

  CheckedFile& out_;
  const syntax::File& file_;
  diag::Sink& sink_;
  ByName<syntax::Name> texts_;          // of the named questions: where their text stands
  ByName<QuestionId> named_;
  ByName<syntax::Span> unnamed_;        // by the id of their place
};

}  // namespace

void resolve_questions(CheckedFile& file, const std::vector<PlacedQuestion>& placed, diag::Sink& sink) {
  Questions questions(file, sink);
  for (const PlacedQuestion& question : placed) questions.read_text(question);
  for (const PlacedQuestion& question : placed) questions.resolve(question);
}

}  // namespace eligo::semantics
