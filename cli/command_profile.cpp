// eligo data profile: what a set of records holds, and, with rules, what of it the rules need.
#include "commands.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics.h"
#include "profile_text.h"
#include "record_inputs.h"
#include "rule_files.h"
#include "terminal.h"
#include "whole_vocabulary.h"

namespace eligo::cli {

namespace {

/// The concepts that rules look for, each once, by kind and name; the roots of kinds stand for all and are left out.
std::vector<clinical::ConceptId> needed_by(const program::Program& program) {
  std::vector<clinical::ConceptId> needed;
  for (const auto& query : program.queries) needed.insert(needed.end(), query.concepts.begin(), query.concepts.end());
  for (const auto& result : program.results) needed.push_back(result.concept_id);
  const clinical::Vocabulary& vocabulary = *program.vocabulary;
  std::sort(needed.begin(), needed.end(), [&](clinical::ConceptId a, clinical::ConceptId b) {
    return std::pair(vocabulary[a].kind, vocabulary[a].name) < std::pair(vocabulary[b].kind, vocabulary[b].name);
  });
  needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
  std::erase_if(needed, [&](clinical::ConceptId id) { return vocabulary[id].is_root; });
  return needed;
}

class ProfileCommand : public Command {
 public:
  CommandText text() const override {
    return {"data profile", "say what records hold, and what of it rules need",
            "Examples:\n"
            "  eligo data profile export/                       patients, facts by concept, codes that mean nothing here\n"
            "  eligo data profile export/ trial.elig            and in how many patients each concept of the rules was found\n"
            "  eligo data profile bundle.json --map site.yaml --top 100\n\n"
            "An argument that ends in .elig is a rule file; with one, codes are looked up in its modules alone, without in all\n"
            "modules. Ends with 3 where a record cannot be read."};
  }

  void declare(Options& options) override {
    options.arguments("files", files_, "records, folders of them, bulk exports, or -; rule files (.elig)");
    options.number("--top", shown_.codes, "N", "how many codes to show that no concept has (30)");
    options.format(format_);
    options.map(map_);
    options.zone(zone_);
    options.on(on_);
    options.vocabulary(folders_);
    options.color(color_);
  }

  ExitCode run() override {
    std::vector<std::string> rules, records;
    for (const std::string& file : files_) (file.ends_with(".elig") ? rules : records).push_back(file);
    if (records.empty()) return refuse(cannot_follow("no patient is named", "name records, a folder of them, or `-`: eligo data profile export/"));
    const auto zone = zone_of_option(zone_);
    if (!zone) return refuse(zone.error());
    const auto on = day_of_option("--on", on_);
    if (!on) return refuse(on.error());
    options_.today = today();
    options_.zone = *zone;
    options_.on = *on;
    if (rules.empty()) {
      const auto vocabulary = whole_vocabulary(folders_, color_);
      if (!vocabulary) return vocabulary.error();
      return with_inputs(records, {{*vocabulary, nullptr}});
    }
    const auto programs = compile_all(rules, folders_, color_);
    if (!programs) return programs.error();
    std::vector<Asked> asked;
    for (const auto& program : *programs) asked.push_back({program->vocabulary, program});
    return with_inputs(records, asked);
  }

 private:
  struct Asked {
    std::shared_ptr<const clinical::Vocabulary> vocabulary;
    std::shared_ptr<const program::Program> program;   // null without rules
  };

  ExitCode with_inputs(const std::vector<std::string>& records, const std::vector<Asked>& asked) {
    const auto inputs = open_records(records, map_, color_);
    if (!inputs) return inputs.error();
    std::size_t rejected = 0;
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const auto map = site_map_at(map_, *asked[i].vocabulary, color_);
      if (!map) return map.error();
      options_.site = *map;
      if (i > 0 && format_ == Format::kText) write(stdout, "\n");
      const auto count = profile(*inputs, asked[i], i == 0);
      if (!count) return count.error();
      rejected += *count;
    }
    return rejected > 0 ? ExitCode::kRejected : ExitCode::kDone;
  }

  // How many records could not be read.
  base::Expected<std::size_t, ExitCode> profile(const std::vector<RecordInput>& inputs, const Asked& asked, bool shows_errors) {
    io::Profile profile(*asked.vocabulary);
    model::UnmappedCodes unmapped;
    options_.unmapped = &unmapped;
    const auto trouble = for_each_record(inputs, *asked.vocabulary, options_, [&](io::ReadRecord read) {
      if (read.record) return profile.add(*read.record);
      profile.add_rejected();
      if (shows_errors) show(stderr, {read.record.error()}, color_);
    });
    if (trouble) {
      show(stderr, {*trouble}, color_);
      return base::Unexpected{ExitCode::kInputOutput};
    }
    ShownProfile shown = shown_;
    if (asked.program) {
      shown.protocol = asked.program->protocol;
      shown.needed = needed_by(*asked.program);
    }
    write(stdout, format_ == Format::kJson ? profile_json(profile, unmapped, *asked.vocabulary, shown) : profile_text(profile, unmapped, *asked.vocabulary, shown));
    return profile.rejected();
  }

  std::vector<std::string> files_, folders_;
  std::string map_, zone_, on_;
  Format format_ = Format::kText;
  Color color_ = Color::kAuto;
  ShownProfile shown_;
  model::ReadOptions options_;
};

}  // namespace

std::unique_ptr<Command> data_profile_command() { return std::make_unique<ProfileCommand>(); }

}  // namespace eligo::cli
