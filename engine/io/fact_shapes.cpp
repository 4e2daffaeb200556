// Learning: rare, so that it may take its time.
#include "io/fact_shapes.h"

#include <algorithm>

#include "base/ascii.h"
#include "io/record_walk.h"

namespace eligo::io {

FactShapes::FactShapes(model::Kind list) : list_(list) {
  constexpr std::uint64_t kAll = ~std::uint64_t{0};   // sixteen times the character NUL, which no text holds
  Step& beginning = steps_.emplace_back();
  Step& nowhere = steps_.emplace_back();
  nowhere.mask = {kAll, kAll};
  beginning.next = nowhere.next = {&nowhere, &nowhere};
}

FactShapes::Step* FactShapes::learn(Step& before, std::string_view bytes, std::string_view name) {
  const auto known = std::find_if(before.all_next.begin(), before.all_next.end(), [&](const Step* step) { return step->length == bytes.size() && step->stands_at(bytes.data()); });
  Step* const step = known != before.all_next.end() ? *known : keep(before, bytes, name);
  if (step != nullptr && before.next[0] != step) before.next = {step, before.next[0]};
  return step;
}

FactShapes::Step* FactShapes::keep(Step& before, std::string_view bytes, std::string_view name) {
  const bool is_first = before.before == nullptr;
  const std::uint32_t depth = is_first ? 0 : before.depth + 1;
  if (bytes.size() > kLongest || steps_.size() == kMost || depth == model::PlainShape::kMostKeys) return nullptr;
  Step& step = steps_.emplace_back();
  std::array<char, kLongest> text{}, mask{};
  std::copy(bytes.begin(), bytes.end(), text.begin());
  std::fill_n(mask.begin(), bytes.size(), '\xFF');
  std::memcpy(step.front.data(), text.data(), Step::kFront);
  std::memcpy(step.mask.data(), mask.data(), Step::kFront);
  std::memcpy(step.rest.data(), text.data() + Step::kFront, step.rest.size());
  step.length = static_cast<std::uint32_t>(bytes.size());
  step.depth = depth;
  step.next = {&steps_[1], &steps_[1]};
  step.name = name;
  step.before = &before;
  before.all_next.push_back(&step);
  return &step;
}

model::PlainShape& FactShapes::make_shape(const Step& last) {
  std::vector<std::string_view> names;
  for (const Step* step = &last; step->before != nullptr; step = step->before) names.push_back(step->name);
  std::reverse(names.begin(), names.end());
  model::PlainShape& shape = shapes_.emplace_back(list_);
  for (const std::string_view name : names) {
    if (name == kPathKey) shape.add_path();
    else shape.add_key(name);
    if (name != kPathKey && is_key_of_written_records(name)) shape.is_ordinary = false;
  }
  return shape;
}

}  // namespace eligo::io
