// Screens every case of the quality measures and compares with the gold answers. In: populations.yaml with rules and a
// site's mapping beside it, the folder of cases, the vocabulary that write_vocabulary made. Out: a table; fails where one
// case differs. Eligible must be said exactly where gold says 1; what is undetermined must say why.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "diag/render.h"
#include "engine.h"
#include "explain/render.h"
#include "io/read.h"
#include "io/site_map.h"

namespace {

using namespace eligo;
using nlohmann::json;
namespace fs = std::filesystem;

diag::Source source_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return std::make_shared<const diag::SourceText>(path.string(), std::string(std::istreambuf_iterator<char>(file), {}));
}

struct Population {
  std::string measure, key, rules;
};

std::vector<Population> read_populations(const fs::path& path) {
  const auto documents = io::read_yaml(source_of(path));
  if (!documents) throw std::runtime_error(diag::render_plain(documents.error()));
  std::vector<Population> out;
  for (const clinical::RawValue& item : documents->at(0).items) {
    Population it;
    for (std::size_t i = 0; i < item.items.size(); ++i) {
      const std::string& key = item.keys[i].first;
      (key == "measure" ? it.measure : key == "key" ? it.key : it.rules) = item.items[i].text;
    }
    out.push_back(std::move(it));
  }
  return out;
}

std::shared_ptr<const program::Program> compile(const fs::path& rules, const ModuleList& modules) {
  const CompileResult result = compile_rules(source_of(rules), modules);
  for (const diag::Diagnostic& it : result.diagnostics) std::cerr << diag::render_plain(it) << '\n';
  if (!result.program) throw std::runtime_error(rules.string() + " does not compile");
  return result.program;
}

/// The patient's answer to a population: 1 or more where he, or one of his encounters, is in it.
bool is_in(const json& expected, const std::string& key) {
  for (const json& entry : expected) {
    if (entry.value(key, 0) > 0) return true;
  }
  return false;
}

diag::Source bundle_of(const json& it) {
  json bundle = {{"resourceType", "Bundle"}, {"type", "collection"}, {"entry", json::array()}};
  for (const json& resource : it.at("resources")) bundle["entry"].push_back({{"resource", resource}});
  return std::make_shared<const diag::SourceText>(it.at("case").get<std::string>(), bundle.dump());
}

// The measures ask of the data as it is: what is not recorded is not there, and a code outside the sets is not in them.
model::ReadOptions options_for(const json& it, std::shared_ptr<const model::SiteMap> site) {
  model::ReadOptions options;
  options.on = value::parse_date(it.at("period").at("end").get<std::string>());
  for (std::size_t k = 0; k < clinical::kKindCount; ++k) options.assume_complete.push_back(static_cast<clinical::Kind>(k));
  options.ignore_unmapped = true;
  options.site = std::move(site);
  return options;
}

bool says_why(const explain::Report& report) {
  for (const explain::CriterionReport& criterion : report.criteria) {
    if (criterion.status == eval::Status::kUnknown && (!criterion.missing.empty() || !criterion.reasons.empty())) return true;
  }
  return false;
}

struct Tally {
  std::size_t cases = 0, gold = 0, eligible = 0, undetermined = 0, agreeing = 0, unexplained = 0;
};

class Agreement {
 public:
  Agreement(fs::path folder, fs::path cases, const fs::path& vocabulary) : folder_(std::move(folder)), cases_(std::move(cases)) {
    auto module = io::read_module(source_of(vocabulary));
    if (!module) throw std::runtime_error(diag::render_plain(module.error()));
    modules_.push_back(std::move(*module));
  }

  int run() {
    fmt::print("{:<42}{:<24}{:>6}{:>6}{:>10}{:>14}{:>8}\n", "measure", "population", "cases", "gold", "eligible", "undetermined", "agree");
    bool all_agree = true;
    for (const Population& population : read_populations(folder_ / "populations.yaml")) {
      const Tally tally = run_population(population);
      fmt::print("{:<42}{:<24}{:>6}{:>6}{:>10}{:>14}{:>8}\n", population.measure, population.key, tally.cases, tally.gold, tally.eligible, tally.undetermined, tally.agreeing);
      all_agree &= tally.agreeing == tally.cases && tally.cases > 0 && tally.unexplained == 0;
    }
    return all_agree ? 0 : 1;
  }

 private:
  Tally run_population(const Population& population) {
    const auto program = compile(folder_ / population.rules, ModuleList(modules_));
    diag::Sink sink;
    const auto site = io::read_site_map(source_of(folder_ / "site.yaml"), *program->vocabulary, sink);
    if (!site) throw std::runtime_error(diag::render_plain(sink.sorted().front()));
    Tally tally;
    std::ifstream lines(cases_ / (population.measure + ".ndjson"));
    for (std::string line; std::getline(lines, line);) run_case(population, *program, site, json::parse(line), tally);
    return tally;
  }

  static void run_case(const Population& population, const program::Program& program, const std::shared_ptr<const model::SiteMap>& site,
                       const json& it, Tally& tally) {
    const auto records = io::read_records(bundle_of(it), *program.vocabulary, options_for(it, site));
    ++tally.cases;
    if (records.size() != 1 || !records[0].record) return complain(population, it, "no record, or several");
    const explain::Report report = screen(program, *records[0].record);
    const bool is_gold = is_in(it.at("expected"), population.key);
    const bool is_eligible = report.verdict == eval::Verdict::kEligible;
    tally.gold += is_gold ? 1 : 0;
    tally.eligible += is_eligible ? 1 : 0;
    tally.agreeing += is_gold == is_eligible ? 1 : 0;
    if (report.verdict == eval::Verdict::kUndetermined) {
      ++tally.undetermined;
      if (!says_why(report)) {
        ++tally.unexplained;
        complain(population, it, "undetermined without a reason");
      }
    }
    if (is_gold != is_eligible) complain(population, it, (is_gold ? "gold has it in:\n" : "gold has it out:\n") + explain::render_text(report, {}));
  }

  static void complain(const Population& population, const json& it, const std::string& what) {
    fmt::print("{} {} {} \"{}\": {}\n", population.measure, population.key, it.at("case").get<std::string>(), it.value("desc", ""), what);
  }

  fs::path folder_, cases_;
  std::vector<clinical::ModuleSource> modules_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "run as: ecqm_agreement FOLDER_OF_POPULATIONS FOLDER_OF_CASES VOCABULARY.yaml\n";
    return 2;
  }
  if (!fs::is_directory(arguments[2])) {
    std::cerr << "SKIPPED: " << arguments[2] << " is not there\n";
    return 77;
  }
  try {
    return Agreement(arguments[1], arguments[2], arguments[3]).run();
  } catch (const std::exception& trouble) {
    std::cerr << "error: " << trouble.what() << '\n';
    return 1;
  }
}
