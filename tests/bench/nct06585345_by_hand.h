// The criteria of NCT06585345 as a programmer would write them by hand: one pass over the facts, then one test after the other.
// A yardstick for the engine's speed, not a second engine: README.md says what it leaves out.
#pragma once

#include <array>
#include <vector>

#include "clinical/vocabulary.h"
#include "model/record.h"
#include "value/truth.h"

namespace eligo::bench {

using model::Fact;
using model::PatientRecord;
using value::Day;
using value::Truth;

class ByHand {
 public:
  static constexpr std::size_t kCriteria = 29;         // I1 to I10, E1 to E18, A1, in the order of the rule file
  using Passes = std::array<Truth, kCriteria>;         // whether the patient passes

  explicit ByHand(const clinical::Vocabulary& vocabulary);
  Passes screen(const PatientRecord& record) const;

 private:
  /// What a concept counts as. The latest of these is a bit of Groups.
  enum Group : std::uint8_t {
    kAcuteLeukemia, kInduction, kRemission, kRelapse, kSystemicTherapy, kCheckpoint, kToxicity, kInfection, kOrdinaryInfection, kGvhd,
    kGilbert, kCancer, kHiv, kCns, kArrhythmia, kHeartFailure, kInfarction, kHeartDisease, kCardiacInfiltration, kHeartEvent, kIntervention,
    kImmunodeficiency, kDeepVein, kEmbolism, kLiveVaccine, kPregnant, kSterilized, kSterilizedBefore, kMenopause, kPericardial, kPleural,
    kOrganDamage, kAutoimmune, kDiseaseControl, kOtherTrial, kGroupCount
  };
  using Groups = std::uint64_t;
  enum Test : std::uint8_t {
    kNoTest, kEcog, kCreatinine, kWeight, kClearance, kAlt, kAst, kBilirubin, kLvef, kEcg, kSpo2, kPregnancyTest, kHbsag, kAntiHbc, kHbvDna,
    kAntiHcv, kHcvRna, kHiv1, kNyha, kCd7, kTestCount
  };
  struct Wait {
    Day least = 0, most = 0;                            // days; `most` is kForever where no half-life is known
  };
  struct Seen;                                          // what one pass over the facts found

  void add(const clinical::Vocabulary& vocabulary, Group group, std::initializer_list<const char*> names);
  void remove(const clinical::Vocabulary& vocabulary, Group group, std::initializer_list<const char*> names);
  void take(const Fact& fact, Seen& seen) const;
  void take_result(const Fact& fact, Seen& seen) const;
  void take_dated(const Fact& fact, Groups groups, Truth match, Seen& seen) const;
  Truth function_is_adequate(const PatientRecord& record, const Seen& seen) const;

  std::vector<Groups> groups_;                          // by concept
  std::vector<Test> tests_;                             // by concept
  std::vector<Wait> five_half_lives_, three_half_lives_;  // by concept
  std::vector<std::pair<Group, clinical::ConceptId>> roots_;
};

}  // namespace eligo::bench
