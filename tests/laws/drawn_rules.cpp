// Every form of condition has its turn; limits and durations are those that drawn_record.cpp puts its dates and values beside.
#include "drawn_rules.h"

#include <charconv>

#include <fmt/format.h>

namespace eligo::laws {

namespace {

using Texts = std::vector<std::string>;

const Texts kConditions = {"tumor", "sarcoma", "infection", "pneumonia", "sepsis", "fracture", "psoriasis", "pregnancy", "(sepsis, sarcoma)", "condition"};
const Texts kTreatments = {"chemotherapy", "ifosfamide", "doxorubicin", "antibody", "denosumab", "steroid", "(chemotherapy, steroid)", "treatment"};
const Texts kOthers = {"surgery", "amputation", "transfusion", "side_effect", "rash", "live_shot", "recurrence", "discharge", "drug_allergy",
                       "allergy to ifosfamide", "toxicity", "(recurrence, surgery)"};

std::string in_brackets(const std::string& text) { return "(" + text + ")"; }

}  // namespace

std::string frame(Random& random) {
  std::string text = "protocol DRAWN \"drawn by chance\"\nuse laws\nstudy disease tumor\n"
                     "timeline { consent, infusion, conditioning = infusion - 5 days }\n";
  if (random.chance(70)) text += "results valid for 28 days before screening\n";
  return text;
}

std::string with_dates(const std::string& text, value::Day shift) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t open = text.find('@'); open != std::string::npos; open = text.find('@', at)) {
    const std::size_t close = text.find('@', open + 1);
    value::Day day = 0;
    std::from_chars(text.data() + open + 1, text.data() + close, day);
    out += text.substr(at, open - at) + value::to_text(day + shift);
    at = close + 1;
  }
  return out + text.substr(at);
}

std::string RuleWriter::duration(bool for_treatments) {
  if (for_treatments && random_.chance(40)) {
    const std::string half_lives = random_.word({"1 half-life", "2 half-lives", "3 half-lives", "5 half-lives"});
    if (random_.chance(50)) return half_lives;
    return random_.word({"shorter", "longer"}) + " of (" + random_.word({"1 week", "2 weeks", "10 days"}) + ", " + half_lives + ")";
  }
  if (shape_.may_use_calendar && random_.chance(30)) return random_.word({"1 month", "2 months", "6 months", "1 year"});
  return random_.word({"1 day", "7 days", "13 days", "14 days", "15 days", "2 weeks", "4 weeks", "28 days", "60 days", "365 days"});
}

std::string RuleWriter::moment() {
  const int which = random_.between(0, 11);
  if (which < 5) return "screening";
  if (which < 6) return "consent";
  if (which < 7) return "infusion";
  if (which < 8) return "conditioning";
  if (which < 9) return fmt::format("@{}@", around_ - random_.between(0, 40));
  if (which < 10 || shape_.only_monotone) return random_.word({"screening", "consent"}) + random_.word({" + ", " - "}) + duration();
  return random_.word({"first ", "latest ", "end of latest "}) + random_.word({"recurrence", "surgery", "(active pneumonia)", "(chemotherapy, steroid)"});
}

std::string RuleWriter::window() {
  const std::string aspect = random_.chance(25) ? random_.word({"starting ", "ending "}) : "";
  if (shape_.may_use_clock && random_.chance(6)) return aspect + "within " + random_.word({"24 hours", "36 hours"}) + " before screening";
  switch (random_.between(0, 7)) {
    case 0: case 1: case 2: return aspect + "within " + duration() + random_.word({" before ", " before ", " after ", " of "}) + moment();
    case 3: return aspect + "less than " + duration() + random_.word({" before ", " after ", " of "}) + moment();
    case 4: return aspect + random_.word({"at least ", "more than "}) + duration() + random_.word({" before ", " after "}) + moment();
    case 5: return aspect + random_.word({"before ", "on or before ", "after ", "on or after ", "since "}) + moment();
    case 6: {
      std::string from = moment(), to = moment();
      const bool is_reversed = from.starts_with("@") && to.starts_with("@") && std::stoi(from.substr(1)) > std::stoi(to.substr(1));
      if (is_reversed) from.swap(to);   // two dates in the wrong order do not check
      return aspect + "from " + from + " to " + to;
    }
    default: return aspect + "at " + moment();
  }
}

std::string RuleWriter::count() { return random_.word({"at least 1", "at least 2", "at least 3", "at most 1", "at most 2", "exactly 1", "exactly 2"}); }

std::string RuleWriter::parts_of_conditions() {
  std::string parts;
  if (random_.chance(12)) parts += " except " + random_.word({"sarcoma", "sepsis", "(sepsis, psoriasis where control is controlled)", "(pneumonia where (any active steroid))"});
  if (random_.chance(8)) parts += " due to " + random_.word({"chemotherapy", "ifosfamide", "infection"});
  if (random_.chance(12)) parts += " requiring " + random_.word({"steroid", "(steroid, chemotherapy)", "(steroid within 60 days before screening)"});
  return parts;
}

std::string RuleWriter::parts_of_treatments() {
  std::string parts;
  if (random_.chance(15)) parts += " except " + random_.word({"steroid", "ifosfamide", "(doxorubicin, antibody)"});
  if (random_.chance(12)) parts += " given for " + random_.word({"tumor", "sarcoma", "(psoriasis, infection)"});
  return parts;
}

std::string RuleWriter::windows_and_where(const std::string& kind) {
  std::string parts;
  for (int left = random_.between(0, 2); left > 0; --left) parts += " " + window();
  if (random_.chance(8)) parts += " at least " + random_.word({"1 day", "7 days", "2 weeks"}) + " apart";
  if (!random_.chance(30)) return parts;
  Texts wheres = {"(duration >= 14 days)", "(no transfusion within 14 days before it)",
                  "(any steroid at it)", "duration < 3 weeks"};
  if (kind == "condition") wheres.insert(wheres.end(), {"severity >= moderate", "(severity is mild or duration > 7 days)"});
  if (kind == "treatment") wheres.insert(wheres.end(), {"dose >= 10 mg/d", "(dose > 5 mg/d and intent is not palliative)", "line >= 2", "intent is curative"});
  if (kind == "side_effect") wheres = {"grade >= 2", "(grade in 2..3)", "not grade = 1"};
  return parts + " where " + random_.word(wheres);
}

std::string RuleWriter::selector() {
  std::string front = !random_.chance(35) ? "" : random_.word({"active ", "active ", "past ", "planned "});
  if (!shape_.only_monotone && random_.chance(15)) front += "suspected or confirmed ";
  const int which = random_.between(0, 9);
  if (which < 4) {
    if (!shape_.only_monotone && random_.chance(12)) front += "other ";
    return front + random_.word(kConditions) + parts_of_conditions() + windows_and_where("condition");
  }
  if (which < 7) return front + random_.word(kTreatments) + parts_of_treatments() + windows_and_where("treatment");
  if (which < 8) return front + "side_effect" + windows_and_where("side_effect");
  return front + random_.word(kOthers) + (random_.chance(60) ? " " + window() : "");
}

std::string RuleWriter::treatment_selector() { return random_.word(kTreatments) + parts_of_treatments(); }

std::string RuleWriter::quantified() {
  const int which = random_.between(0, 9);
  if (which < 3) return "any " + selector();
  if (which < 6) return "no " + selector();
  if (which < 7) return count() + " " + random_.word({"", "", "different "}) + selector();
  if (which < 8) return count() + " lines of " + treatment_selector();
  if (which < 9) return "number of " + selector() + random_.word({" >= 2", " < 2", " = 1", " != 1"});
  return "every " + random_.word({"fracture", "(sepsis, sarcoma)", "chemotherapy", "side_effect", "recurrence"}) + " " + window();
}

std::string RuleWriter::result(const std::string& name) {
  std::string text = random_.chance(15) ? random_.word({"highest ", "lowest ", "mean of ", "mean of latest 2 "}) + name : name;
  if (!shape_.only_monotone && random_.chance(8)) text = "first " + name;
  if (random_.chance(25)) text += " within " + duration() + " before " + random_.word({"screening", "consent", "infusion"});
  if (random_.chance(12)) text += " (where method is serum)";
  return text;
}

std::string RuleWriter::numeric() {
  switch (random_.between(0, 8)) {
    case 0: return result("lipase") + random_.word({" <= ", " > ", " = ", " != "}) + random_.word({"60 U/L", "2 x ULN", "1 ULN", "61 U/L"});
    case 1: return "each of (lipase, amylase) <= " + random_.word({"60 U/L", "2 x ULN"});
    case 2: return "either of (" + result("lipase") + ", amylase) > 60 U/L";
    case 3: return result("urate") + random_.word({" <= ", " < ", " >= "}) + random_.word({"7.2 mg/dL", "428 umol/L"});
    case 4: return "lipase + amylase " + random_.word({"<= 120 U/L", "> 100 U/L measured within 14 days before screening"});
    case 5: return "lipase / amylase < " + random_.word({"1", "2"});
    case 6: return random_.word({"smaller of (lipase, amylase) < 60 U/L", "larger of (lipase, amylase) <= 60 U/L", "bmi < 30 kg/m2", "weight >= 50 kg"});
    case 7: return "lipase <= (if " + leaf() + " then 5 x ULN else 60 U/L)";
    default: return "pain " + random_.word({"in 0..3", "> 3", "= 4", "in 4..10 measured within 14 days before screening"});
  }
}

std::string RuleWriter::comparison() {
  const int which = random_.between(0, 13);
  if (which < 6) return numeric();
  if (which < 7) return "differentiation " + random_.word({">= medium", "in low..medium", "is high", "!= low"});
  if (which < 8) return "swab " + random_.word({"is negative", "is not positive", "is one of (positive, invalid)"});
  if (which < 9) return "viral_load " + random_.word({"is negative", "is positive", "< 50 IU/mL", ">= 100 IU/mL"});
  if (which < 10) return "fusion_gene " + random_.word({"is none", "is one of (EWSR1, FUS)", "is not FUS"});
  if (which < 11 && shape_.may_use_calendar) return random_.word({"age >= 18 years", "age < 240 months", "age in 16..19 years", "age at consent >= 18 years"});
  if (which < 12 && !shape_.only_monotone) return random_.word({"swab is known", "lipase is unknown", "consent is known", "latest recurrence is known"});
  return "sex is " + random_.word({"female", "male"});
}

std::string RuleWriter::day_count() { return random_.word({"7 days", "2 weeks", "14 days", "60 days"}); }

std::string RuleWriter::therapy() {
  switch (random_.between(0, 3)) {
    case 0: case 1: return "washed out of " + treatment_selector() + " for " + duration(true) + " before " + moment();
    case 2: {
      const std::string unchanged = !shape_.only_monotone && random_.chance(40) ? "unchanged " : "";
      return "on " + unchanged + treatment_selector() + " for at least " + duration() + " before " + random_.word({"screening", "consent"});
    }
    default: return "total time on " + treatment_selector() + (random_.chance(50) ? " within " + duration() + " before screening" : "") +
                    random_.word({" >= ", " < ", " <= "}) + day_count();
  }
}

std::string RuleWriter::between_moments() {
  return random_.word({"time since ", "time from consent to "}) + moment() + random_.word({" >= ", " < ", " <= "}) + duration();
}

std::string RuleWriter::leaf() {
  const int which = random_.between(0, 19);
  if (which < 9) return quantified();
  if (which < 14) return comparison();
  if (which < 17) return therapy();
  if (which < 18) return between_moments();
  return random_.word({"confirm q1 \"first question\"", "confirm q2 \"second question\"", "confirm q3 \"third question\""});
}

std::string RuleWriter::list(int depth) {
  std::string members;
  for (int left = random_.between(2, 3); left > 0; --left) members += condition(depth - 1) + ", ";
  return random_.word({"all of { ", "any of { ", "none of { ", "at least 2 of { ", "at most 1 of { ", "exactly 1 of { "}) + members + "}";
}

std::string RuleWriter::condition(int depth) {
  if (depth <= 0) return in_brackets(leaf());
  switch (random_.between(0, 6)) {
    case 0: case 1: return in_brackets(condition(depth - 1) + " and " + condition(depth - 1));
    case 2: case 3: return in_brackets(condition(depth - 1) + " or " + condition(depth - 1));
    case 4: return "not " + condition(depth - 1);
    case 5: return in_brackets("if " + condition(0) + " then " + condition(depth - 1) + " else " + condition(depth - 1));
    default: return list(depth);
  }
}

}  // namespace eligo::laws
