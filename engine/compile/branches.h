// A value that depends (`if` among values) becomes a condition that depends: the comparison with each branch, under an
// if-else. Where its condition is unknown, the comparison is decided if both branches decide it alike.
#pragma once

#include "compile/lowering.h"

namespace eligo::compile {

template <class Leaf>
NodeId Lowering::for_each_branch(ExprId id, const std::vector<ExprId>& values, const Scope& scope, Leaf leaf) {
  ExprId open;
  for (ExprId value : values) {
    if (!open.is_valid()) open = undecided_if(value);
  }
  if (!open.is_valid()) return leaf();
  const auto& form = std::get<syntax::If>(file_[open].form);
  Scope plain = scope;
  plain.measured = nullptr;
  const NodeId asked = condition(form.condition, plain);
  decided_[open] = true;
  const NodeId consequence = for_each_branch(id, values, scope, leaf);
  decided_[open] = false;
  const NodeId alternative = for_each_branch(id, values, scope, leaf);
  decided_.erase(open);
  return gate(program::Node::Op::kIfElse, id, {asked, consequence, alternative});
}

}  // namespace eligo::compile
