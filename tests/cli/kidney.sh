# A vocabulary with codes and a protocol that asks for them, for the scripts about FHIR. Sourced behind expect.sh.
cat >modules/coded.yaml <<'YAML'
module: coded
concepts:
  creatinine: {kind: observation, unit: mg/dL, molar_mass: 113.12, plausible: [0.1, 40], codes: {loinc: [2160-0]}}
  diabetes: {kind: condition, chronic: true, codes: {icd10: [E11]}}
YAML
cp modules/coded.yaml .
cat >kidney.elig <<'ELIG'
protocol KIDNEY "Kidneys that can bear the treatment"
  version "1"

use coded

results valid for 28 days before screening

inclusion I1 "Creatinine":
  creatinine <= 1.5 mg/dL

exclusion E1 "Diabetes":
  any diabetes
ELIG
