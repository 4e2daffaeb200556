#!/bin/sh
# eligo format: rewriting, checking, differences, standard input, files that do not parse.
. "$(dirname "$0")/expect.sh"

printf '# first\nprotocol   T "t"\ninclusion I1:   age>=18 years  # adults\n' >loose.elig
cp loose.elig kept.elig

run 1 format --check loose.elig
has out 'loose.elig would change'
run 1 format --diff loose.elig
has out '-protocol   T "t"'
has out '+protocol T "t"'
cmp -s loose.elig kept.elig || complain '--check or --diff changed the file'

run 0 format loose.elig
has loose.elig '# first'
has loose.elig '# adults'
run 0 format --check loose.elig
empty out
cp loose.elig once.elig
run 0 format loose.elig
cmp -s loose.elig once.elig || complain 'formatting twice changes the file again'
"$eligo" format - <kept.elig >out 2>err || complain 'standard input is not formatted'
cmp -s out once.elig || complain 'standard input is formatted otherwise than a file'

cat >words.yaml <<'END'
module: Words
concepts:
  ALT: {kind: observation, aliases: [SGPT], unit: U/L}
  HBsAg: {kind: observation, answers: [negative, positive]}
  nyha_class: {kind: observation, levels: [I, II, III, IV]}
  melanoma: {kind: condition}
  Crohn_disease: {kind: condition}
  nivolumab: {kind: treatment}
END
cat >spelled.elig <<'END'
protocol T "melanoma MELANOMA"
use Words
group Bowel = (Crohn_disease, melanoma)
define Livers = SGPT <= 3 x ULN  # alt, sgpt
inclusion I1: Livers and AGE_OF_ALT
END
sed -i 's/ and AGE_OF_ALT//' spelled.elig
cat >>spelled.elig <<'END'
inclusion I2: sex is female and age >= 18 years and HBsAg is not positive and nyha_class >= II
exclusion E1: any Bowel except Crohn_disease before screening where (site is melanoma)  # crohn_DISEASE
exclusion E2: any nivolumab given for melanoma where (intent is Adjuvant)
exclusion E3: first HBsAg is one of (negative, positive) or highest ALT in 3..5 U/L
exclusion E4: any melanoma after latest nivolumab where (severity >= mild and symptomatic is yes)
END
sed -e 's/Words/WORDS/; /^ *protocol\|#/!s/Crohn_disease/crohn_Disease/g; s/SGPT/sgpt/; s/Crohn_disease before/CROHN_DISEASE before/' \
  -e '/^[ie]/s/female/Female/; s/age >=/Age >=/; s/HBsAg/hbsag/; s/positive/POSITIVE/; s/>= II/>= ii/; s/melanoma)  #/Melanoma)  #/' \
  -e 's/nivolumab/Nivolumab/; s/given for melanoma/given for MELANOMA/; s/highest ALT/highest Alt/; s/before screening/before Screening/' \
  -e 's/mild/Mild/; s/is yes/is Yes/; s/sex is/Sex is/; s/intent is/INTENT is/; s/severity/Severity/' spelled.elig >respelled.elig
cmp -s spelled.elig respelled.elig && complain 'the case for spelling has nothing to spell'
run 0 format --check spelled.elig
"$eligo" format - <respelled.elig >out 2>err || complain 'standard input is not respelled'
cmp -s out spelled.elig || { complain 'names are not written as the vocabulary spells them'; diff out spelled.elig; }
run 0 format respelled.elig
cmp -s respelled.elig spelled.elig || complain 'a file is respelled otherwise than standard input'
printf 'protocol T "t"\nuse words\ninclusion I1: sgpt > 3 U/L and Unknown_thing\n' >unknown.elig
cp unknown.elig kept.elig
run 0 format unknown.elig
cmp -s unknown.elig kept.elig || complain 'names were respelled though one of them is not known'
mkdir other_words && mv words.yaml other_words
printf 'protocol T "t"\nuse Words\ninclusion I1: sgpt > 3 U/L\n' >elsewhere.elig
run 0 format --check elsewhere.elig
run 1 format --check elsewhere.elig --vocabulary other_words

printf 'protocol T "t"\ninclusion I1: age >=\n' >broken.elig
cp broken.elig kept.elig
run 2 format broken.elig
has err 'error E01'
cmp -s broken.elig kept.elig || complain 'a file that does not parse was changed'

mkdir folder
cp once.elig folder/a.elig
run 0 format --check folder
run 4 format missing.elig
run 2 format --check --diff once.elig

finish
