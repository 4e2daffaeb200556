// Learning: rare, so that it may take its time.
#include "io/fact_forms.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/ascii.h"
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
  if (fruitless_ > kPatience && ++fruitless_ % kPatience != 0) return;
  ++fruitless_;
  auto keys = keys_of(fact);
  auto form = std::make_unique<model::PlainForm>();
  if (!keys || !builder.plain_form(fact.data(), *keys, *form)) return;
  const char* begin = fact.data();
  Piece* before = nullptr;
  std::size_t depth = 0;
  const auto keep_piece = [&](const char* end, bool is_before_number) {
    const std::string_view bytes(begin, static_cast<std::size_t>(end - begin));
    Piece*& siblings = before != nullptr ? before->next : bytes.size() < kBlock ? short_roots_ : roots_[place_of(begin)];
    before = keep(siblings, bytes, is_before_number, depth++);
    return before != nullptr;
  };
  for (const PlainKey& key : *keys) {
    if (key.part == PlainPart::kFixed) continue;
    if (!keep_piece(key.text.data(), key.part == PlainPart::kNumber)) return;
    begin = key.text.data() + key.part_size;
  }
  if (!keep_piece(fact.data() + fact.size(), false) || before->form != nullptr) return;
  before->form = std::move(form);
  fruitless_ = 0;
}

FactForms::Piece* FactForms::keep(Piece*& siblings, std::string_view bytes, bool is_before_number, std::size_t depth) {
  std::size_t count = 0;
  for (Piece* it = siblings; it != nullptr; it = it->sibling, ++count) {
    if (std::string_view(it->bytes.data(), it->length) == bytes && it->is_before_number == is_before_number) return it;
  }
  if (bytes.size() > kLongest || pieces_.size() == kMostPieces || count == kMostSiblings) return nullptr;
  Piece& piece = pieces_.emplace_back();
  std::copy(bytes.begin(), bytes.end(), piece.bytes.begin());
  piece.length = static_cast<std::uint32_t>(bytes.size());
  piece.front = (std::uint64_t{1} << std::min(bytes.size(), kFront)) - 1;
  piece.is_before_number = is_before_number;
  piece.depth = static_cast<std::uint8_t>(depth);
  // One before a number is looked at first: what else might follow its bytes would take numbers too.
  Piece** place = &siblings;
  while (!is_before_number && *place != nullptr) place = &(*place)->sibling;
  piece.sibling = *place;
  *place = &piece;
  return &piece;
}

}  // namespace eligo::io
