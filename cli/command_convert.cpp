// eligo data convert: records of any format as NDJSON of ours, with where each fact came from.
#include "commands.h"

#include <string>
#include <vector>

#include "diagnostics.h"
#include "files.h"
#include "io/write_record.h"
#include "record_inputs.h"
#include "terminal.h"
#include "whole_vocabulary.h"

namespace eligo::cli {

namespace {

class ConvertCommand : public Command {
 public:
  CommandText text() const override {
    return {"data convert", "write records of any format as NDJSON",
            "Examples:\n"
            "  eligo data convert bundle.json --out records.ndjson\n"
            "  eligo data convert export/ --map site.yaml --out records.ndjson\n"
            "  eligo data convert bundle.json                   to standard output\n\n"
            "Each record is one line; `from` names the place of each fact in its source, `problems` what could not be taken.\n"
            "Reading a line again gives an equal record. Codes are looked up in all modules of the vocabulary. Ends with 3 where\n"
            "a record cannot be read."};
  }

  void declare(Options& options) override {
    options.arguments("records", records_, "records, folders of them, bulk exports, or -");
    options.text("--out", out_, "FILE", "where to write; else standard output");
    options.map(map_);
    options.zone(zone_);
    options.vocabulary(folders_);
    options.color(color_);
  }

  ExitCode run() override {
    if (records_.empty()) return refuse(cannot_follow("no patient is named", "name records, a folder of them, or `-`: eligo data convert bundle.json"));
    const auto zone = zone_of_option(zone_);
    if (!zone) return refuse(zone.error());
    const auto vocabulary = whole_vocabulary(folders_, color_);
    if (!vocabulary) return vocabulary.error();
    const auto map = site_map_at(map_, **vocabulary, color_);
    if (!map) return map.error();
    const auto inputs = open_records(records_, map_, color_);
    if (!inputs) return inputs.error();
    return convert(*inputs, **vocabulary, *map, *zone);
  }

 private:
  ExitCode convert(const std::vector<RecordInput>& inputs, const clinical::Vocabulary& vocabulary, std::shared_ptr<const model::SiteMap> map,
                   std::optional<std::int16_t> zone) {
    model::Transcript told;
    model::ReadOptions options;
    options.today = today();
    options.zone = zone;
    options.site = std::move(map);
    options.transcript = &told;
    std::string lines;
    std::size_t rejected = 0;
    const auto trouble = for_each_record(inputs, vocabulary, options, [&](io::ReadRecord read) {
      if (read.record) {
        lines += io::write_record(told) + '\n';
      } else {
        ++rejected;
        show(stderr, {read.record.error()}, color_);
      }
      if (out_.empty()) write(stdout, std::exchange(lines, {}));
    });
    if (trouble) {
      show(stderr, {*trouble}, color_);
      return ExitCode::kInputOutput;
    }
    if (!out_.empty()) {
      if (const auto failed = write_file(out_, lines)) {
        show(stderr, {*failed}, color_);
        return ExitCode::kInputOutput;
      }
    }
    return rejected > 0 ? ExitCode::kRejected : ExitCode::kDone;
  }

  std::vector<std::string> records_, folders_;
  std::string out_, map_, zone_;
  Color color_ = Color::kAuto;
};

}  // namespace

std::unique_ptr<Command> data_convert_command() { return std::make_unique<ConvertCommand>(); }

}  // namespace eligo::cli
