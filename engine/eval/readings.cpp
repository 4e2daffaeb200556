// Numbers and answers of single results.
#include "eval/readings.h"

#include <algorithm>

#include "base/ascii.h"

namespace eligo::eval {

using model::ObservedValue;
using program::Result;
using value::Interval;
using value::Truth;

const Interval* number_in(const ObservedValue& observed, Result::Reading reading) {
  switch (reading) {
    case Result::Reading::kNumber: return observed.type == ObservedValue::Type::kNumber ? &observed.amount : nullptr;
    case Result::Reading::kTitre: return observed.type == ObservedValue::Type::kTitre ? &observed.amount : nullptr;
    case Result::Reading::kTitreOrNumber:
      return observed.type == ObservedValue::Type::kTitre || observed.type == ObservedValue::Type::kNumber ? &observed.amount : nullptr;
    case Result::Reading::kChoice: return nullptr;
  }
  return nullptr;
}

Truth answers(const clinical::Concept& owner, const ObservedValue& observed, const std::vector<std::uint16_t>& choices, bool is_negated) {
  std::uint16_t choice = observed.choice;
  const std::vector<std::string>& words = observed.type == ObservedValue::Type::kLevel ? owner.levels : owner.answers;
  switch (observed.type) {
    case ObservedValue::Type::kNone: return Truth::kUnknown;
    case ObservedValue::Type::kTitre:
    case ObservedValue::Type::kNumber: {
      const char* word = observed.is_below_limit ? "negative" : "positive";
      const auto at = std::find_if(words.begin(), words.end(), [&](const std::string& w) { return base::equal_folded(w, word); });
      if (at == words.end()) return Truth::kUnknown;
      choice = static_cast<std::uint16_t>(at - words.begin());
      break;
    }
    case ObservedValue::Type::kAnswer:
    case ObservedValue::Type::kLevel: break;
  }
  const bool found = std::find(choices.begin(), choices.end(), choice) != choices.end();
  return value::truth(found != is_negated);
}

}  // namespace eligo::eval
