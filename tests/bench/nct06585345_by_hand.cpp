// Dates are taken from their first and last possible day, numbers as doubles; everything else is as plain as it can be.
#include "nct06585345_by_hand.h"

#include <algorithm>
#include <cmath>

#include "clinical/calendar.h"

namespace eligo::bench {

namespace {

using clinical::add_months;
using clinical::Kind;
using value::between;
using value::operator&;
using value::operator|;

constexpr Day kShelfLife = 28;

constexpr std::uint64_t bit(std::uint8_t group) { return std::uint64_t{1} << group; }

/// Whether the fact touches [from, to].
Truth touches(const Fact& fact, Day from, Day to) {
  const bool possible = fact.start.first <= to && fact.end.last >= from;
  return between(possible && fact.start.last <= to && fact.end.first >= from, possible);
}

Truth opposite(Truth truth) { return !truth; }

Truth answer(const PatientRecord& record, const char* name) {
  for (const model::Answer& one : record.answers) {
    if (one.name == name) return one.is_yes ? Truth::kTrue : Truth::kFalse;
  }
  return Truth::kUnknown;
}

double number_of(const Fact* fact) { return fact == nullptr ? NAN : fact->value.amount.low.at.to_double(); }

Truth holds(double value, bool (*test)(double)) { return std::isnan(value) ? Truth::kUnknown : test(value) ? Truth::kTrue : Truth::kFalse; }

Truth below_limit(const Fact* fact, double times) {
  if (fact == nullptr || !fact->value.uln) return Truth::kUnknown;
  return number_of(fact) <= times * fact->value.uln->to_double() ? Truth::kTrue : Truth::kFalse;
}

/// Answers: 0 negative, 1 positive, in the order of the vocabulary. A number reported as below a limit is negative.
Truth is_answer(const Fact* fact, std::uint16_t choice) {
  if (fact == nullptr) return Truth::kUnknown;
  if (fact->value.type == model::ObservedValue::Type::kNumber) return fact->value.is_below_limit == (choice == 0) ? Truth::kTrue : Truth::kFalse;
  return fact->value.choice == choice ? Truth::kTrue : Truth::kFalse;
}

}  // namespace

/// For each group: whether a fact of it matches in the way its criterion asks.
struct ByHand::Seen {
  explicit Seen(const PatientRecord& record) : screening(record.screening.first) {
    for (const model::NamedDate& date : record.dates) {
      if (!date.when.is_day()) continue;
      if (date.name == "enrollment") enrollment = date.when.first;
      if (date.name == "lymphodepletion") lymphodepletion = date.when.first;
    }
  }
  void note(Group group, Truth match) { any[group] = any[group] | match; }

  Day screening;
  Day enrollment = value::kBeginning, lymphodepletion = value::kBeginning;   // kBeginning: not known
  std::array<Truth, kGroupCount> any{};           // in the window of the group's criterion
  std::array<const Fact*, kTestCount> latest{};
  int inductions = 0;
  Truth any_toxicity = Truth::kFalse, severe_toxicity = Truth::kFalse, suspected_infection = Truth::kFalse;
  Truth cancer_in_two_years = Truth::kFalse, systemic_not_over = Truth::kFalse, checkpoint_not_over = Truth::kFalse;
  Truth recent_infarction = Truth::kFalse;
};

void ByHand::add(const clinical::Vocabulary& vocabulary, Group group, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const clinical::ConceptId root = vocabulary.find(name);
    if (!root.is_valid()) continue;
    roots_.emplace_back(group, root);
    for (const clinical::ConceptId below : vocabulary[root].descendants) groups_[below.index()] |= bit(group);
  }
}

void ByHand::remove(const clinical::Vocabulary& vocabulary, Group group, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    for (const clinical::ConceptId below : vocabulary[vocabulary.find(name)].descendants) groups_[below.index()] &= ~bit(group);
  }
}

ByHand::ByHand(const clinical::Vocabulary& vocabulary)
    : groups_(vocabulary.size()), tests_(vocabulary.size(), kNoTest), five_half_lives_(vocabulary.size()), three_half_lives_(vocabulary.size()) {
  add(vocabulary, kAcuteLeukemia, {"acute_leukemia"});
  add(vocabulary, kInduction, {"induction_chemotherapy"});
  add(vocabulary, kRemission, {"complete_remission"});
  add(vocabulary, kRelapse, {"relapse"});
  add(vocabulary, kSystemicTherapy, {"systemic_therapy"});
  remove(vocabulary, kSystemicTherapy, {"immune_checkpoint_modulator"});
  add(vocabulary, kCheckpoint, {"immune_checkpoint_modulator"});
  add(vocabulary, kToxicity, {"toxicity"});
  remove(vocabulary, kToxicity, {"alopecia"});
  add(vocabulary, kInfection, {"infection"});
  add(vocabulary, kOrdinaryInfection, {"infection"});
  remove(vocabulary, kOrdinaryInfection, {"hepatitis_b", "hepatitis_c", "hiv_infection"});
  add(vocabulary, kGvhd, {"gvhd"});
  add(vocabulary, kGilbert, {"gilbert_syndrome"});
  add(vocabulary, kCancer, {"malignancy", "skin_tumor", "carcinoma_in_situ"});
  add(vocabulary, kHiv, {"hiv_infection"});
  add(vocabulary, kCns, {"cns_disease"});
  add(vocabulary, kArrhythmia, {"arrhythmia"});
  add(vocabulary, kHeartFailure, {"heart_failure"});
  add(vocabulary, kInfarction, {"myocardial_infarction"});
  add(vocabulary, kHeartDisease, {"heart_disease"});
  add(vocabulary, kCardiacInfiltration, {"cardiac_infiltration"});
  add(vocabulary, kHeartEvent, {"myocardial_infarction", "past_coronary_intervention", "unstable_angina"});
  add(vocabulary, kIntervention, {"coronary_angioplasty"});
  add(vocabulary, kImmunodeficiency, {"primary_immunodeficiency"});
  add(vocabulary, kDeepVein, {"deep_vein_thrombosis"});
  add(vocabulary, kEmbolism, {"venous_thromboembolism"});
  remove(vocabulary, kEmbolism, {"deep_vein_thrombosis"});
  add(vocabulary, kLiveVaccine, {"live_vaccine"});
  add(vocabulary, kPregnant, {"pregnancy", "lactation"});
  add(vocabulary, kSterilized, {"surgical_sterilization"});
  add(vocabulary, kSterilizedBefore, {"sterilization_status"});
  add(vocabulary, kMenopause, {"menopause"});
  add(vocabulary, kPericardial, {"pericardial_effusion"});
  add(vocabulary, kPleural, {"pleural_effusion"});
  add(vocabulary, kOrganDamage, {"autoimmune_organ_damage"});
  add(vocabulary, kAutoimmune, {"autoimmune_disease"});
  add(vocabulary, kDiseaseControl, {"immunosuppressive_therapy", "antimalarial"});
  add(vocabulary, kOtherTrial, {"other_trial_participation"});
  const std::pair<const char*, Test> tests[] = {
      {"ECOG", kEcog}, {"creatinine", kCreatinine}, {"weight", kWeight}, {"creatinine_clearance", kClearance}, {"ALT", kAlt}, {"AST", kAst},
      {"total_bilirubin", kBilirubin}, {"LVEF", kLvef}, {"ECG_assessment", kEcg}, {"SpO2", kSpo2}, {"serum_pregnancy_test", kPregnancyTest},
      {"HBsAg", kHbsag}, {"anti_HBc", kAntiHbc}, {"HBV_DNA", kHbvDna}, {"anti_HCV", kAntiHcv}, {"HCV_RNA", kHcvRna}, {"HIV_test", kHiv1},
      {"nyha_class", kNyha}, {"CD7_expression", kCd7}};
  for (const auto& [name, test] : tests) tests_[vocabulary.find(name).index()] = test;
  for (std::size_t i = 0; i < vocabulary.size(); ++i) {
    const auto half_life = vocabulary.half_life(clinical::ConceptId(static_cast<std::uint32_t>(i)));
    const auto days = [&](int count, const value::Bound& bound) { return static_cast<Day>(std::ceil(count * bound.at.to_double() / 24)); };
    five_half_lives_[i] = half_life ? Wait{days(5, half_life->low), days(5, half_life->high)} : Wait{0, value::kForever};
    three_half_lives_[i] = half_life ? Wait{days(3, half_life->low), days(3, half_life->high)} : Wait{0, value::kForever};
  }
}

void ByHand::take_result(const Fact& fact, Seen& seen) const {
  const Test test = tests_[fact.concept_id.index()];
  const Day shelf_life = test == kHiv1 ? 3653 : kShelfLife;
  if (test == kNoTest || fact.is_broken || fact.start.last > seen.screening || fact.start.first < seen.screening - shelf_life) return;
  if (test == kSpo2) {
    const model::FactAttribute* method = fact.find("method");
    if (method == nullptr || method->text != "room_air") return;
  }
  const Fact*& latest = seen.latest[test];
  if (latest == nullptr || latest->start.first <= fact.start.first) latest = &fact;
 
}

void ByHand::take_dated(const Fact& fact, Groups groups, Truth match, Seen& seen) const {
  const auto within_months = [&](Group group, Day moment, std::int32_t months) {
    if ((groups & bit(group)) == 0) return Truth::kFalse;
    return moment == value::kBeginning ? match & Truth::kUnknown : match & touches(fact, add_months(moment, -months), moment);
  };
  for (const Group group : {kHeartEvent, kIntervention}) seen.note(group, within_months(group, seen.enrollment, 12));
  for (const Group group : {kDeepVein, kEmbolism}) {
    const model::FactAttribute* symptoms = group == kDeepVein ? fact.find("symptomatic") : nullptr;
    const Truth counts = group == kEmbolism ? Truth::kTrue : symptoms == nullptr ? Truth::kUnknown : between(symptoms->is_yes, symptoms->is_yes);
    seen.note(group, within_months(group, seen.enrollment, 6) & counts);
  }
  seen.note(kOrganDamage, within_months(kOrganDamage, seen.screening, 24));
  seen.recent_infarction = seen.recent_infarction | within_months(kInfarction, seen.screening, 6);
  if ((groups & bit(kCancer)) != 0 && (groups & bit(kAcuteLeukemia)) == 0) {
    seen.note(kCancer, match & touches(fact, add_months(seen.screening, -36) + 1, seen.screening));
    seen.cancer_in_two_years = seen.cancer_in_two_years | within_months(kCancer, seen.screening, 24);
  }
  if ((groups & bit(kLiveVaccine)) != 0) {
    seen.note(kLiveVaccine, seen.lymphodepletion == value::kBeginning ? Truth::kUnknown : touches(fact, seen.lymphodepletion - 42, seen.lymphodepletion));
  }
  if ((groups & bit(kMenopause)) != 0) {
    const Day limit = add_months(seen.screening, -24);
    seen.note(kMenopause, match & between(fact.end.last <= limit, fact.end.first <= limit));
  }
  const auto not_over = [&](Wait wait) {
    if (seen.lymphodepletion == value::kBeginning) return match & Truth::kUnknown;
    return match & between(fact.end.first > seen.lymphodepletion - wait.least, wait.most == value::kForever || fact.end.last > seen.lymphodepletion - wait.most);
  };
  if ((groups & bit(kSystemicTherapy)) != 0) {
    const Wait wait = five_half_lives_[fact.concept_id.index()];
    seen.systemic_not_over = seen.systemic_not_over | not_over({std::min(wait.least, 14), std::min(wait.most, 14)});
  }
  if ((groups & bit(kCheckpoint)) != 0) seen.checkpoint_not_over = seen.checkpoint_not_over | not_over(three_half_lives_[fact.concept_id.index()]);
}

void ByHand::take(const Fact& fact, Seen& seen) const {
  if (!fact.concept_id.is_valid() || fact.verification == model::Verification::kRefuted) return;
  if (fact.kind == Kind::kObservation) return take_result(fact, seen);
  const Groups groups = groups_[fact.concept_id.index()];
  if (groups == 0 || fact.start.first > seen.screening) return;
  const Truth match = fact.is_broken || fact.verification == model::Verification::kSuspected ? Truth::kUnknown : Truth::kTrue;
  const Truth active = match & touches(fact, seen.screening, seen.screening);
  for (const Group ever : {kAcuteLeukemia, kRemission, kRelapse, kGilbert, kHiv, kCns, kImmunodeficiency, kSterilized, kSterilizedBefore, kAutoimmune}) {
    if ((groups & bit(ever)) != 0) seen.note(ever, match);
  }
  for (const Group now : {kOrdinaryInfection, kGvhd, kHeartFailure, kHeartDisease, kCardiacInfiltration, kPregnant, kPericardial, kPleural, kOtherTrial}) {
    if ((groups & bit(now)) != 0) seen.note(now, active);
  }
  if ((groups & bit(kInduction)) != 0 && match == Truth::kTrue) seen.inductions += 1;
  if ((groups & (bit(kInfection) | bit(kArrhythmia))) != 0) {
    const model::FactAttribute* control = fact.find("control");
    const Truth uncontrolled = control == nullptr ? Truth::kUnknown : between(control->choice == 1, control->choice == 1);
    if ((groups & bit(kInfection)) != 0) seen.suspected_infection = seen.suspected_infection | (touches(fact, seen.screening, seen.screening) & uncontrolled);
    if ((groups & bit(kArrhythmia)) != 0) {
      const model::FactAttribute* symptoms = fact.find("symptomatic");
      seen.note(kArrhythmia, active & (uncontrolled | (symptoms == nullptr ? Truth::kUnknown : between(symptoms->is_yes, symptoms->is_yes))));
    }
  }
  if ((groups & bit(kToxicity)) != 0) {
    const model::FactAttribute* grade = fact.find("grade");
    const bool is_severe = grade != nullptr && grade->amount.low.at.to_double() >= 2;
    seen.any_toxicity = seen.any_toxicity | active;
    seen.severe_toxicity = seen.severe_toxicity | (active & (grade == nullptr ? Truth::kUnknown : between(is_severe, is_severe)));
  }
  if ((groups & bit(kDiseaseControl)) != 0) seen.note(kDiseaseControl, match & touches(fact, add_months(seen.screening, -24), seen.screening));
  take_dated(fact, groups, match, seen);
}

Truth ByHand::function_is_adequate(const PatientRecord& record, const Seen& seen) const {
  const auto silent_on = [&](Truth any, Kind kind) { return any | (record.is_complete(kind) ? Truth::kFalse : Truth::kUnknown); };
  double clearance = number_of(seen.latest[kClearance]);
  if (std::isnan(clearance) && record.has_birth_date && record.sex != clinical::Sex::kUnknown) {
    const int age = clinical::completed_years(record.birth.first, seen.screening);
    clearance = (140 - age) * number_of(seen.latest[kWeight]) / (72 * number_of(seen.latest[kCreatinine])) * (record.sex == clinical::Sex::kFemale ? 0.85 : 1);
  }
  const Truth electrocardiogram = seen.latest[kEcg] == nullptr ? Truth::kUnknown : seen.latest[kEcg]->value.choice < 2 ? Truth::kTrue : Truth::kFalse;
  return holds(clearance, [](double v) { return v > 60; }) & below_limit(seen.latest[kAlt], 2.5) & below_limit(seen.latest[kAst], 2.5) &
         (below_limit(seen.latest[kBilirubin], 1.5) | silent_on(seen.any[kGilbert], Kind::kCondition)) &
         holds(number_of(seen.latest[kLvef]), [](double v) { return v >= 50; }) & opposite(silent_on(seen.any[kPericardial], Kind::kCondition)) & electrocardiogram &
         (opposite(silent_on(seen.any[kPleural], Kind::kCondition)) | answer(record, "minor_pleural_effusion")) &
         holds(number_of(seen.latest[kSpo2]), [](double v) { return v > 92; });
}

ByHand::Passes ByHand::screen(const PatientRecord& record) const {
  Seen seen(record);
  for (const Fact& fact : record.facts) take(fact, seen);
  const auto any = [&](Group group, Kind kind) { return seen.any[group] | (record.is_complete(kind) ? Truth::kFalse : Truth::kUnknown); };
  const auto open = [&](Truth found, Kind kind) { return found | (record.is_complete(kind) ? Truth::kFalse : Truth::kUnknown); };
  const Truth is_female = record.sex == clinical::Sex::kUnknown ? Truth::kUnknown : between(record.sex == clinical::Sex::kFemale, record.sex == clinical::Sex::kFemale);
  const Truth fertile = is_female & opposite(any(kSterilized, Kind::kProcedure)) & opposite(any(kSterilizedBefore, Kind::kCondition)) & opposite(any(kMenopause, Kind::kEvent));
  const Truth toxicity = open(seen.any_toxicity, Kind::kToxicity);
  const Truth cancer = open(seen.any[kCancer], Kind::kCondition);
  const int age = clinical::completed_years(record.birth.first, seen.screening);
  const Truth right_age = record.has_birth_date ? between(age > 14 && age < 65, age > 14 && age < 65) : Truth::kUnknown;
  const Truth pregnant = record.sex == clinical::Sex::kMale ? seen.any[kPregnant] : any(kPregnant, Kind::kCondition);
  return {
      any(kAcuteLeukemia, Kind::kCondition),
      any(kRelapse, Kind::kEvent) | (between(seen.inductions >= 2, seen.inductions >= 2 || !record.is_complete(Kind::kTreatment)) & opposite(any(kRemission, Kind::kEvent))),
      opposite(open(seen.systemic_not_over, Kind::kTreatment)) & opposite(open(seen.checkpoint_not_over, Kind::kTreatment)),
      (opposite(open(seen.severe_toxicity, Kind::kToxicity)) | answer(record, "minor_toxicity")) & (opposite(toxicity) | answer(record, "stable_toxicity")),
      right_age,
      holds(number_of(seen.latest[kEcog]), [](double v) { return v >= 0 && v <= 3; }),
      opposite(any(kOrdinaryInfection, Kind::kCondition)) & opposite(any(kGvhd, Kind::kCondition)),
      answer(record, "I8"),
      function_is_adequate(record, seen),
      opposite(fertile) | is_answer(seen.latest[kPregnancyTest], 0),
      opposite(cancer),
      opposite(open(seen.suspected_infection, Kind::kCondition)),
      opposite(any(kHiv, Kind::kCondition)) & opposite(seen.latest[kHiv1] == nullptr ? Truth::kFalse : is_answer(seen.latest[kHiv1], 1)),
      opposite(is_answer(seen.latest[kHbsag], 1) | (is_answer(seen.latest[kAntiHbc], 1) & opposite(is_answer(seen.latest[kHbvDna], 0))) |
        (is_answer(seen.latest[kAntiHcv], 1) & opposite(is_answer(seen.latest[kHcvRna], 0)))),
      opposite(any(kCns, Kind::kCondition)),
      opposite(any(kArrhythmia, Kind::kCondition) | any(kHeartFailure, Kind::kCondition) | open(seen.recent_infarction, Kind::kCondition) |
        (any(kHeartDisease, Kind::kCondition) & (seen.latest[kNyha] == nullptr ? Truth::kUnknown : between(seen.latest[kNyha]->value.choice >= 2, seen.latest[kNyha]->value.choice >= 2))) |
        any(kCardiacInfiltration, Kind::kCondition) | answer(record, "severe_heart_disease")),
      opposite(any(kHeartEvent, Kind::kCondition) | any(kIntervention, Kind::kProcedure) | answer(record, "other_heart_disease")),
      opposite(answer(record, "E8")),
      opposite(any(kImmunodeficiency, Kind::kCondition)),
      opposite(any(kDeepVein, Kind::kCondition) | any(kEmbolism, Kind::kCondition)),
      opposite(answer(record, "E11")),
      opposite(answer(record, "E12")),
      opposite(any(kLiveVaccine, Kind::kVaccine)),
      opposite(pregnant),
      opposite(answer(record, "E15")),
      opposite(answer(record, "E16")),
      opposite(open(seen.cancer_in_two_years, Kind::kCondition) | any(kOrganDamage, Kind::kCondition) |
        (any(kAutoimmune, Kind::kCondition) & any(kDiseaseControl, Kind::kTreatment))),
      opposite(any(kOtherTrial, Kind::kEvent)),
      is_answer(seen.latest[kCd7], 1),
  };
}

}  // namespace eligo::bench
