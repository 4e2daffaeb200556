// What a set of records holds: what a data team asks before it trusts an answer. In: records, one after another. Out: counts.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "clinical/vocabulary.h"
#include "model/record.h"

namespace eligo::io {

class Profile {
 public:
  /// How exactly a fact is dated.
  enum class Precision : std::uint8_t { kClock, kDay, kMonth, kYear, kInterval, kUndated };
  static constexpr std::size_t kPrecisions = 6;
  static const char* name_of(Precision precision);

  struct OfConcept {
    std::size_t facts = 0, patients = 0, broken = 0;
    std::map<std::string, std::size_t> units;     // as written; "" where there is none
  };

  explicit Profile(const clinical::Vocabulary& vocabulary) : vocabulary_(vocabulary), found_(vocabulary.size(), 0), last_(vocabulary.size(), 0) {}

  void add(const model::PatientRecord& record);
  void add_rejected() { ++rejected_; }

  std::size_t patients() const { return patients_; }
  std::size_t rejected() const { return rejected_; }
  std::size_t facts() const { return facts_; }
  std::size_t with_birth_date() const { return with_birth_date_; }
  std::size_t with_sex() const { return with_sex_; }
  const std::array<std::size_t, kPrecisions>& precisions() const { return precisions_; }
  const std::map<std::string, std::size_t>& problems() const { return problems_; }   // by code
  /// Concepts that facts are of, by kind and name.
  std::vector<clinical::ConceptId> concepts() const;
  const OfConcept& of(clinical::ConceptId id) const { return concepts_.at(id.index()); }
  /// In how many patients a fact of the concept, or of one below it, was found: neither refuted nor set aside.
  std::size_t patients_with(clinical::ConceptId id) const { return found_[id.index()]; }

 private:
  void add_fact(const model::Fact& fact);
  void find(clinical::ConceptId fact);

  const clinical::Vocabulary& vocabulary_;
  std::size_t patients_ = 0, rejected_ = 0, facts_ = 0, with_birth_date_ = 0, with_sex_ = 0;
  std::array<std::size_t, kPrecisions> precisions_{};
  std::map<std::string, std::size_t> problems_;
  std::map<std::uint32_t, OfConcept> concepts_;
  std::vector<std::size_t> found_;     // by concept: patients
  std::vector<std::size_t> last_;      // by concept: the patient that was counted last, from 1
  std::map<std::uint32_t, std::size_t> last_fact_;   // the same, for the concept itself
};

}  // namespace eligo::io
