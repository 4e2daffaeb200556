// The forms of what stands in front of the facts of a record. In: the beginnings of records that were read. Out: the form of a
// beginning like one of them.
#pragma once

#include <cstdint>
#include <string_view>

#include "clinical/vocabulary.h"
#include "io/form_trie.h"
#include "model/plain_head.h"
#include "model/record_builder.h"

namespace eligo::io {

/// The keys of a record from the first one up to the first list of facts.
struct HeadForm {
  model::PlainHead values;
  std::uint32_t keys = 0;                          // which there are, in the reader's own terms; the list's among them
  clinical::Kind list = clinical::Kind::kCondition;
};

/// The texts of a beginning that may be others in the next record; empty where the key is not there.
struct HeadTexts {
  std::string_view patient, birth_date, screening;
};

class HeadForms : public FormTrie<HeadForm> {
 public:
  /// Learns from the beginning that `builder` was told; `head` goes up to the bracket of the list, kLongestPiece bytes
  /// readable behind. All that varies in it is among `texts`.
  void learn(const model::RecordBuilder& builder, std::string_view head, const HeadTexts& texts, std::uint32_t keys, clinical::Kind list);
};

}  // namespace eligo::io
