// Codings to concepts: every coding of a thing is tried, the most specific concept counts.
#include "io/fhir/chart.h"

namespace eligo::io::fhir {

model::CodeMeaning CodeBook::meaning(std::string_view system, std::string_view code) {
  key_.assign(system);
  key_ += '|';
  key_ += code;
  if (const auto found = known_.find(key_); found != known_.end()) return found->second;
  constexpr std::size_t kMost = 200000;   // codes; no export has as many, and a hostile one costs no more memory
  if (known_.size() >= kMost) known_.clear();
  const model::CodeMeaning meaning = model::meaning_of_code(system, code, vocabulary_, options_.site.get());
  known_.emplace(key_, meaning);
  return meaning;
}

void CodeBook::join(Coded& all, const model::CodeMeaning& one) const {
  all.is_no_fact |= one.is_no_fact;
  if (!one.concept_id.is_valid()) return;
  if (!all.concept_id.is_valid() || vocabulary_.is_a(one.concept_id, all.concept_id)) {
    all.concept_id = one.concept_id;
  } else if (!vocabulary_.is_a(all.concept_id, one.concept_id)) {
    all.other = one.concept_id;
  }
}

Coded CodeBook::find_coding(Element coding) {
  Coded found;
  const std::string_view code = coding["code"].text();
  if (!code.empty()) join(found, meaning(coding["system"].text(), code));
  return found;
}

Coded CodeBook::find_identifier(Element identifiers) {
  Coded all;
  for (const Element it : identifiers) {
    const std::string_view value = it["value"].text();
    if (!value.empty()) join(all, meaning(it["system"].text(), value));
  }
  return all;
}

Coded CodeBook::find_name(std::string_view system, std::string_view name) {
  Coded found;
  join(found, meaning(system, name));
  return found;
}

const std::string* CodeBook::find_moment(Element codeable) const {
  if (options_.site == nullptr) return nullptr;
  for (const Element coding : codeable["coding"]) {
    if (const std::string* moment = options_.site->find_moment(coding["system"].text(), coding["code"].text())) return moment;
  }
  return options_.site->find_moment("text", codeable["text"].text());
}

Coded CodeBook::find(Element codeable) {
  Coded all;
  for (const Element coding : codeable["coding"]) {
    const std::string_view code = coding["code"].text();
    if (!code.empty()) join(all, meaning(coding["system"].text(), code));
  }
  const std::string_view text = codeable["text"].text();
  if (!all.concept_id.is_valid() && options_.site != nullptr && !text.empty()) {
    const model::CodeMeaning by_text = meaning("text", text);
    join(all, by_text);
  }
  if (all.concept_id.is_valid()) all.is_no_fact = false;
  return all;
}

}  // namespace eligo::io::fhir
