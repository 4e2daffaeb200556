// Learning: rare, so that it may take its time.
#include "io/fact_forms.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "io/json_cursor.h"
#include "io/record_walk.h"

namespace eligo::io {

namespace {

using model::PlainKey;
using model::PlainPart;

// Its keys, each with a text or a bare word; none where another thing stands there.
std::optional<std::vector<PlainKey>> keys_of(std::string_view fact) {
  std::vector<PlainKey> keys;
  JsonCursor cursor(fact.data(), fact.data() + fact.size());
  const bool is_taken = cursor.take_object([&](std::string_view name) {
    PlainKey& key = keys.emplace_back();
    key.name = name;
    key.is_quoted = cursor.front() == '"';
    key.is_path = name == kPathKey;
    if (!key.is_path && is_key_of_written_records(name)) return false;
    return key.is_quoted ? cursor.take_text(key.text) : cursor.take_bare(key.text) && key.text != "null";
  });
  return is_taken ? std::optional(std::move(keys)) : std::nullopt;
}

}  // namespace

void FactForms::learn(const model::RecordBuilder& builder, std::string_view fact) {
  if (!is_worth_learning()) return;
  auto keys = keys_of(fact);
  auto form = std::make_unique<model::PlainForm>();
  if (!keys || !builder.plain_form(fact.data(), *keys, *form)) return;
  std::vector<VaryingPart> parts;
  for (const PlainKey& key : *keys) {
    if (key.part != PlainPart::kFixed) parts.push_back({key.text.substr(0, key.part_size), key.part == PlainPart::kNumber});
  }
  keep(fact, parts, std::move(form));
}

}  // namespace eligo::io
