// Either a value or the reason why there is none. g++ 12 has no std::expected; this is the part of it we use.
#pragma once

#include <utility>
#include <variant>

namespace eligo::base {

template <class Error>
struct Unexpected {
  Error error;
};
template <class Error>
Unexpected(Error) -> Unexpected<Error>;

/// Holds a Value, or an Error. Reading the one that is not there is our bug, not the caller's input.
template <class Value, class Error>
class Expected {
 public:
  Expected(Value&& value) : state_(std::in_place_index<0>, std::move(value)) {}
  Expected(const Value& value) : state_(std::in_place_index<0>, value) {}
  Expected(Unexpected<Error> problem) : state_(std::in_place_index<1>, std::move(problem.error)) {}

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  Value& value() { return std::get<0>(state_); }
  const Value& value() const { return std::get<0>(state_); }
  Value& operator*() { return value(); }
  const Value& operator*() const { return value(); }
  Value* operator->() { return &value(); }
  const Value* operator->() const { return &value(); }
  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<Value, Error> state_;
};

}  // namespace eligo::base
