// One thing to suppose of a record beside what it says: "ALT=80U/L", "dates.lymphodepletion=2027-01-10", "sex=female".
// In: its text, the vocabulary, the names that the rules use. Out: an edit for ReadOptions; RecordBuilder applies it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "clinical/vocabulary.h"

namespace eligo::model {

struct RecordEdit {
  enum class Form : std::uint8_t {
    kPerson,    // `name` birth_date or sex
    kMoment,    // the protocol's moment `name`
    kAnswer,    // the question `name`
    kResult,    // a result of `concept_id`: the latest, in place of any of that day or later
    kPresent,   // a fact of `concept_id`
    kAbsent     // none of `concept_id` or below: those recorded are left out, and it is listed as absent
  };
  Form form = Form::kPerson;
  std::string text;                    // as written
  std::string name, value, unit;
  clinical::ConceptId concept_id;
  std::string on;                      // the day; empty: the day of screening
};

/// Names that an edit may use beside the vocabulary's.
struct EditNames {
  std::vector<std::string> moments;    // of the protocol's timeline
  std::vector<std::string> questions;  // names, or ids of criteria
};

/// Why an edit cannot be made: what is wrong, and what would be right.
struct EditTrouble {
  std::string message, help;
};

/// `KEY=VALUE` or `KEY=VALUE@DATE`. KEY: birth_date, sex, `dates.MOMENT`, a question, a concept. VALUE: a date; female or male;
/// yes or no; for a result its value with its unit right behind it. A trouble with the value is found here, too.
base::Expected<RecordEdit, EditTrouble> read_edit(std::string_view text, const clinical::Vocabulary& vocabulary, const EditNames& names);

}  // namespace eligo::model
