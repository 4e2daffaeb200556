// eligo funnel: how a list narrows down, from results that a batch wrote.
#include <algorithm>

#include "batch_summary.h"
#include "commands.h"
#include "diagnostics.h"

namespace eligo::cli {

namespace {

std::vector<std::string> split(const std::string& ids) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < ids.size();) {
    const std::size_t end = std::min(ids.find(',', begin), ids.size());
    if (end > begin) out.push_back(ids.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

class FunnelCommand : public Command {
 public:
  CommandText text() const override {
    return {"funnel", "how a list of patients narrows down, from the results of a batch",
            "Examples:\n"
            "  eligo funnel results.ndjson\n"
            "  eligo funnel results.ndjson --order E4,I2         these criteria first\n"
            "  eligo funnel part1.ndjson part2.ndjson --format svg > funnel.svg\n\n"
            "Counts rows; nothing is evaluated again. Of each step: who came to it, who fails, who is undecided and kept. Then\n"
            "who fails one criterion only, who is one test away and from which, what is wanted most, what is wrong with the data.\n"
            "Reads what eligo batch wrote as ndjson (- is standard input). Ends with 4 where a file holds anything else."};
  }

  void declare(Options& options) override {
    options.arguments("results", results_, "files of results");
    options.text("--order", order_, "ID,ID", "criteria that come first; the others follow in the order of the rules");
    options.choice<FunnelFormat>("--format", format_, {{"text", FunnelFormat::kText}, {"csv", FunnelFormat::kCsv}, {"svg", FunnelFormat::kSvg}}, "FORMAT", "text, csv or svg");
  }

  ExitCode run() override {
    if (results_.empty()) return refuse(cannot_follow("no results are named", "eligo funnel results.ndjson"));
    const auto funnels = funnels_of(results_, split(order_));
    if (!funnels) {
      show(stderr, {funnels.error()}, Color::kAuto);
      return funnels.error().code == diag::Code::E0802 ? ExitCode::kUsage : ExitCode::kInputOutput;
    }
    write(stdout, laid_out(*funnels, format_));
    return ExitCode::kDone;
  }

 private:
  std::vector<std::string> results_;
  std::string order_;   // as written
  FunnelFormat format_ = FunnelFormat::kText;
};

}  // namespace

std::unique_ptr<Command> funnel_command() { return std::make_unique<FunnelCommand>(); }

}  // namespace eligo::cli
