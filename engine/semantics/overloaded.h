// One visitor out of several lambdas, for std::visit.
#pragma once

namespace eligo::semantics {

template <class... Lambdas>
struct Overloaded : Lambdas... {
  using Lambdas::operator()...;
};
template <class... Lambdas>
Overloaded(Lambdas...) -> Overloaded<Lambdas...>;

}  // namespace eligo::semantics
