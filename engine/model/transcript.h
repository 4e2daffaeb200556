// What a reader told a RecordBuilder about one record, in order: enough to write the record down and read it again.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/record.h"

namespace eligo::model {

struct Transcript {
  struct Key {
    std::string name, text;
    bool is_text = true;      // false: a list or map stood there
  };
  struct ToldFact {
    Kind list = Kind::kCondition;
    std::string path;         // of sources that are no records of ours; else empty
    std::vector<Key> keys;
    std::vector<std::pair<diag::Code, std::string>> troubles;   // that the reader met
  };
  struct Answer {
    std::string name, answer, by, on;
  };
  struct ToldProblem {
    Problem problem;
    std::vector<Kind> lists;   // whose completeness is lost
  };
  std::vector<std::pair<std::string, std::string>> own;     // patient, birth_date, sex
  std::vector<std::pair<std::string, std::string>> dates;
  std::vector<std::string> complete;
  std::vector<std::string> absent;
  std::vector<ToldFact> facts;
  std::vector<Answer> answers;
  std::vector<ToldProblem> problems;   // those that the reader itself met
};

}  // namespace eligo::model
