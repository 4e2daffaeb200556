// What one site calls things, on top of the vocabulary: its own codes, units and words for answers.
// In: texts as a mapping file gives them. Out: what each stands for, by name; whether a vocabulary has it is not asked here.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ascii.h"
#include "clinical/vocabulary.h"

namespace eligo::model {

class SiteMap {
 public:
  /// A code ("LAB|CREA") counts as a concept; an empty name: it stands for nothing that any rule asks.
  /// False where the code has a meaning already, another one.
  bool add_code(std::string_view system, std::string_view code, std::string_view concept_name);
  /// A code of a consent gives a moment of the protocol.
  bool add_moment(std::string_view system, std::string_view code, std::string_view moment);
  bool add_unit(std::string_view local, std::string_view unit);
  /// For one concept, or with an empty name for every concept that has such an answer.
  bool add_answer(std::string_view concept_name, std::string_view local, std::string_view answer);

  /// The name that a code was given; null where the map does not speak of it. ICD-10 and ATC codes match exactly first,
  /// then by the longest listed prefix.
  const std::string* find_code(std::string_view system, std::string_view code) const { return find_in(codes_, system, code); }
  const std::string* find_moment(std::string_view system, std::string_view code) const { return find_in(moments_, system, code); }
  const std::string* find_unit(std::string_view local) const;
  const std::string* find_answer(const clinical::Concept& concept_at_hand, std::string_view local) const;

 private:
  using Texts = std::unordered_map<std::string, std::string, base::FoldedHash, base::FoldedEqual>;
  static bool add(Texts& texts, std::string key, std::string_view text);

  static const std::string* find_in(const Texts& codes, std::string_view system, std::string_view code);

  Texts codes_, moments_, answers_;
  std::unordered_map<std::string, std::string> units_;   // case matters in units
};

/// What a code means: the site's own word first, then the vocabulary's. Not valid where nothing has it.
struct CodeMeaning {
  clinical::ConceptId concept_id;
  bool is_no_fact = false;   // the site says that no rule asks for it
};
CodeMeaning meaning_of_code(std::string_view system, std::string_view code, const clinical::Vocabulary& vocabulary, const SiteMap* site);

}  // namespace eligo::model
