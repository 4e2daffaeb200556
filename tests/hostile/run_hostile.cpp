// Feeds every string of strings.json, wherever free text may stand in a record or a rule file, through every report.
// Usage: hostile STRINGS. Each report goes to the checker of its format. Prints what harms; exit code 1 where something does.
#include <cstdio>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "base/json_text.h"
#include "checkers.h"
#include "diag/render.h"
#include "engine.h"
#include "explain/changes.h"
#include "explain/describe.h"
#include "explain/render.h"
#include "io/json.h"
#include "io/raw_text.h"
#include "io/read.h"
#include "io/screening_log.h"

namespace eligo::hostile {

namespace {

constexpr std::size_t kFewest = 100;
constexpr std::size_t kLogColumns = 7;

const char* const kModule = "module: ward\nconcepts:\n  LVEF: {kind: observation, title: ejection fraction, unit: '%', plausible: [5, 90], obtain: echocardiography}\n"
                            "  fracture: {kind: condition, acute: true}\n  steroid: {kind: treatment}\n";

/// A string, as bytes and as it stands between the quotes of a JSON text.
struct Hostile {
  std::string bytes, in_json;
};

diag::Source source(std::string name, std::string text) { return std::make_shared<diag::SourceText>(std::move(name), std::move(text)); }

std::string from_hex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return bytes;
}

// "text": the string itself; "hex": bytes that are no UTF-8; "escape": an escape of JSON that no text has.
std::vector<Hostile> strings_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  const auto file = source(path, text.str());
  const auto root = io::JsonReader().read(file, io::whole(file));
  std::vector<Hostile> strings;
  if (!root) return strings;
  for (const clinical::RawValue& item : root->items.front().items) {
    const std::string& kind = item.keys.front().first;
    const std::string& value = item.items.front().text;
    if (kind == "text") {
      const std::string quoted = base::json_quoted(value);
      strings.push_back({value, quoted.substr(1, quoted.size() - 2)});
    } else if (kind == "hex") {
      strings.push_back({from_hex(value), from_hex(value)});
    } else {
      strings.push_back({value, value});
    }
  }
  return strings;
}

std::string in_rules(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return out;
}

class Trial {
 public:
  explicit Trial(std::size_t number) : number_(number) {}

  void check(const char* what, const Fault& fault) {
    ++checked;
    if (!fault) return;
    ++faults;
    fmt::print("string {}: {}: {}\n", number_, what, *fault);
  }
  void check_diagnostic(const diag::Diagnostic& diagnostic) {
    check("diagnostic", fault_of_text(diag::render_plain(diagnostic)));
    check("diagnostic with its line", fault_of_text(diag::render_human(diagnostic, false)));
    check("diagnostic as JSON", fault_of_json(diag::render_json({diagnostic})));
  }

  std::size_t checked = 0, faults = 0;

 private:
  std::size_t number_;
};

// `text` stands wherever rules hold free text.
std::string rules_with(const std::string& text) {
  return fmt::format("protocol WARD \"{0}\"\n  version \"{0}\"\n  source \"{0}\"\nuse ward\nresults valid for 28 days before screening\n"
                     "inclusion I1 \"{0}\": all of {{ \"{0}\": LVEF >= 50 % note \"{0}\", \"{0}\": no active steroid }} note \"{0}\"\n"
                     "exclusion E1 \"{0}\": any fracture within 6 weeks before screening unless confirm able \"{0}\"\n"
                     "inclusion I2: confirm \"{0}\"\n", in_rules(text));
}

// Once as what cannot be understood, wherever a text may stand; once where free text is allowed.
std::vector<std::string> records_with(const std::string& s) {
  return {fmt::format(R"({{"patient": "{0}", "birth_date": "{0}", "sex": "{0}", "dates": {{"screening": "2026-06-15", "consent": "{0}"}}, "absent": ["{0}"], "history": {{"complete": ["{0}"]}}, "observations": [{{"of": "{0}", "value": "1"}}, {{"of": "LVEF", "value": "{0}", "unit": "{0}", "on": "{0}"}}, {{"code": "{0}", "value": 1}}], "conditions": [{{"of": "fracture", "{0}": "x", "onset": "{0}", "status": "{0}"}}], "answers": {{"{0}": {{"answer": "{0}", "by": "{0}"}}}}}})", s),
          fmt::format(R"({{"patient": "{0}", "dates": {{"screening": "2026-06-15"}}, "history": {{"complete": ["conditions"]}}, "observations": [{{"of": "LVEF", "value": 45, "unit": "%", "on": "2026-06-10", "method": "{0}", "site": "{0}"}}], "conditions": [{{"of": "fracture", "onset": "2026-06-01", "site": "{0}", "cause": "{0}"}}], "treatments": [{{"of": "steroid", "start": "2026-01-01", "ongoing": true, "indication": "{0}", "route": "{0}", "frequency": "{0}"}}], "answers": {{"I2": {{"answer": "no", "by": "{0}", "on": "2026-06-01"}}, "able": {{"answer": "no", "by": "{0}"}}}}}})", s)};
}

void check_log(Trial& trial, const std::string& json, const std::string& patient) {
  const auto rows = io::read_results(source("results.json", json));
  trial.check("log", rows ? Fault() : Fault("the results are not read: " + rows.error().message));
  if (!rows) return;
  const std::string log = io::write_log(*rows);
  trial.check("log", fault_of_csv(log, kLogColumns));
  const bool is_telling = patient.size() > 8 && std::string_view(rows->front().version).find(patient) == std::string_view::npos;
  if (is_telling && log.find(patient) != std::string::npos) trial.check("log", Fault("it holds the identifier"));
}

void check_reports(Trial& trial, const program::Program& program, const std::string& record_text) {
  using Text = explain::TextOptions;
  for (const io::ReadRecord& read : io::read_records(source("patient.json", record_text), *program.vocabulary, {})) {
    if (!read.record) {
      trial.check_diagnostic(read.record.error());
      continue;
    }
    const explain::Report report = screen(program, *read.record);
    for (const auto characters : {Text::Characters::kUnicode, Text::Characters::kAscii}) {
      trial.check("text", fault_of_text(explain::render_text(report, {Text::Color::kNever, characters, Text::Passing::kListed, 80})));
    }
    for (const auto layout : {explain::JsonLayout::kLines, explain::JsonLayout::kOneLine}) trial.check("JSON", fault_of_json(explain::render_json(report, layout)));
    trial.check("HTML", fault_of_html(explain::render_html(report)));
    check_log(trial, explain::render_json(report), read.record->patient);
    const explain::Supposed supposed{{read.record->patient}, report, report};
    trial.check("what if", fault_of_text(explain::render_changes_text(supposed, {})));
    trial.check("what if as JSON", fault_of_json(explain::render_changes_json(supposed)));
  }
}

void check_rules(Trial& trial, const diag::Source& rules, const ModuleProvider& modules, const Hostile& hostile) {
  const CompileResult result = compile_rules(rules, modules);
  for (const diag::Diagnostic& diagnostic : result.diagnostics) trial.check_diagnostic(diagnostic);
  if (!result.program) return;
  for (const std::string& id : explain::described_ids(*result.program)) {
    const auto description = explain::describe(*result.program, id);
    trial.check("description", fault_of_text(explain::render_text(*description, {})));
    trial.check("description as JSON", fault_of_json(explain::render_json(*description)));
  }
  for (const std::string& record : records_with(hostile.in_json)) check_reports(trial, *result.program, record);
}

int run(const std::string& path) {
  const std::vector<Hostile> strings = strings_of(path);
  const auto module = io::read_module(source("ward.yaml", kModule));
  const ModuleList modules({*module});
  std::size_t checked = 0, faults = 0;
  for (std::size_t i = 0; i < strings.size(); ++i) {
    Trial trial(i);
    check_rules(trial, source("plain.elig", rules_with("a text")), modules, strings[i]);
    check_rules(trial, source("hostile.elig", rules_with(strings[i].bytes)), modules, strings[i]);
    check_rules(trial, source("bare.elig", "protocol P \"p\"\nuse ward\ninclusion I1: " + strings[i].bytes + "\n"), modules, strings[i]);
    checked += trial.checked;
    faults += trial.faults;
  }
  fmt::print("{} strings, {} reports checked, {} faults\n", strings.size(), checked, faults);
  return strings.size() >= kFewest && faults == 0 ? 0 : 1;
}

}  // namespace

}  // namespace eligo::hostile

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print("hostile STRINGS\n");
    return 2;
  }
  return eligo::hostile::run(argv[1]);
}
