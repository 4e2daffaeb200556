// The forms of the facts in one list. In: facts that were read, one after another. Out: the form of a fact like one of them.
#pragma once

#include <string_view>

#include "io/form_trie.h"
#include "model/plain_fact.h"
#include "model/record_builder.h"

namespace eligo::io {

class FactForms : public FormTrie<model::PlainForm> {
 public:
  /// Learns from the fact that `builder` was told last, an object without blanks around it, kLongestPiece bytes readable behind.
  void learn(const model::RecordBuilder& builder, std::string_view fact);
};

}  // namespace eligo::io
