// W0507: each value that counts however old it is, because neither it nor the file says how fresh it must be.
#include <fmt/format.h>

#include "semantics/lint/lint.h"
#include "semantics/parts.h"

namespace eligo::semantics::lint {

namespace {

/// Looks for the values without a window, each place once, through the definitions a rule uses.
class Search {
 public:
  explicit Search(const CheckedFile& file) : file_(file), tree_(*file.file), seen_(file.definitions.size(), false) {}

  void walk(ExprId expr, bool has_window) {
    const Use& use = file_[expr].use;
    if (use.form == Use::Form::kDefinition) {
      definition(use.definition, has_window);
      return;
    }
    if (use.form == Use::Form::kObservation && !has_window && is_ageless(expr, use.concept_id)) {
      found_.push_back(expr);
      return;
    }
    const bool is_inside_window = has_window || has_own_window(expr);
    for_each_part(tree_, expr, [&](ExprId part, PartRole role) { walk(part, role == PartRole::kOperand && is_inside_window); });
  }

  const std::vector<ExprId>& found() const { return found_; }

 private:
  void definition(DefinitionId id, bool has_window) {
    if (has_window || seen_[id.index()]) return;
    seen_[id.index()] = true;
    walk(file_.definitions[id].body, false);
  }

  bool is_ageless(ExprId expr, ConceptId observation) const {
    const auto* reference = std::get_if<syntax::Reference>(&tree_[expr].form);
    return reference != nullptr && reference->windows.empty() && !(*file_.vocabulary)[observation].is_lasting;
  }

  bool has_own_window(ExprId expr) const {
    const auto& form = tree_[expr].form;
    const auto has = [](const std::optional<syntax::Measured>& measured) { return measured && !measured->windows.empty(); };
    if (std::holds_alternative<syntax::WithResults>(form)) return true;
    if (const auto* compare = std::get_if<syntax::Compare>(&form)) return has(compare->measured);
    if (const auto* range = std::get_if<syntax::InRange>(&form)) return has(range->measured);
    if (const auto* is = std::get_if<syntax::Is>(&form)) return has(is->measured);
    if (const auto* known = std::get_if<syntax::Known>(&form)) return has(known->measured);
    return false;
  }

  const CheckedFile& file_;
  const syntax::File& tree_;
  std::vector<bool> seen_;
  std::vector<ExprId> found_;
};

}  // namespace

void check_shelf_life(const CheckedFile& file, diag::Sink& sink) {
  if (file.results_valid) return;
  Search search(file);
  for (const CriterionInfo& info : file.criteria) {
    const auto& criterion = std::get<syntax::Criterion>(file.file->items[info.item].form);
    search.walk(criterion.rule, false);
    if (criterion.exception) search.walk(criterion.exception, false);
  }
  for (ExprId value : search.found()) {
    const syntax::Span span = (*file.file)[value].span;
    warn(file, sink, diag::Code::W0507, span, fmt::format("`{}` counts however old it is", written(*file.file, span)),
         "say how fresh results must be: `results valid for 28 days before screening`, or a window");
  }
}

}  // namespace eligo::semantics::lint
