// The expressions directly inside an expression, in reading order, whatever its form: what every walk over a rule needs.
#pragma once

#include <functional>
#include <vector>

#include "syntax/ast.h"

namespace eligo::semantics {

using syntax::ExprId;

/// How a part stands in its whole: as an operand, or in the `where` of a fact (of a selector, an exception, a result).
enum class PartRole : std::uint8_t { kOperand, kWhere };

using PartVisitor = std::function<void(ExprId, PartRole)>;
void for_each_part(const syntax::File& file, ExprId expr, const PartVisitor& visit);

/// The selectors directly inside an expression, those that its windows and moments name included.
using SelectorVisitor = std::function<void(syntax::SelectorId)>;
void for_each_selector(const syntax::File& file, ExprId expr, const SelectorVisitor& visit);

/// The values that a value is made of: branches of an `if`, operands, what stands in brackets. Conditions are left out.
std::vector<ExprId> value_parts(const syntax::File& file, ExprId expr);

/// Whether a form is a condition whatever it holds. Brackets, `if` and names may be either, and are not.
bool is_condition_form(const syntax::ExprForm& form);

/// The expression without the brackets around it.
ExprId unbracketed(const syntax::File& file, ExprId expr);

/// The literal that an expression is, brackets and a minus in front seen through. Null where it is none.
const syntax::Quantity* literal_in(const syntax::File& file, ExprId expr);

/// The text as written, on one line.
std::string written(const syntax::File& file, syntax::Span span);

}  // namespace eligo::semantics
