// eligo explain: one criterion of the rules in plain words, or all of them. No patient is needed.
#include "commands.h"

#include "base/edit_distance.h"
#include "diagnostics.h"
#include "explain/describe.h"
#include "rule_files.h"
#include "terminal.h"

namespace eligo::cli {

namespace {

class ExplainCommand : public Command {
 public:
  CommandText text() const override {
    return {"explain", "say a criterion in plain words",
            "Examples:\n"
            "  eligo explain trial.elig I9      one criterion\n"
            "  eligo explain trial.elig I9.2    one member of it\n"
            "  eligo explain trial.elig fertile a definition\n"
            "  eligo explain trial.elig         every criterion\n\n"
            "Says what is asked, which definitions it uses, what it looks at in a record, how long results count and how they\n"
            "are obtained. Ends with 2 where the rules do not compile or have no such criterion."};
  }

  void declare(Options& options) override {
    options.arguments("words", words_, "a rule file (.elig), then ids of criteria, members or definitions");
    options.format(format_);
    options.vocabulary(vocabulary_folders_);
    options.color(color_);
  }

  ExitCode run() override {
    if (words_.empty() || !words_.front().ends_with(".elig")) return refuse(cannot_follow("no rule file is named", "name the rules first: eligo explain trial.elig I9"));
    const auto programs = compile_all({words_.front()}, vocabulary_folders_, color_);
    if (!programs) return programs.error();
    const program::Program& program = *programs->front();
    std::vector<std::string> ids(words_.begin() + 1, words_.end());
    if (ids.empty()) {
      for (const program::Criterion& criterion : program.criteria) ids.push_back(criterion.id);
    }
    std::vector<explain::Description> found;
    for (const std::string& id : ids) {
      const auto description = explain::describe(program, id);
      if (!description) return refuse(unknown_id(program, id));
      found.push_back(*description);
    }
    show_all(found, words_.size() != 2);
    return ExitCode::kDone;
  }

 private:
  static diag::Diagnostic unknown_id(const program::Program& program, const std::string& id) {
    const auto near = base::nearest(id, explain::described_ids(program));
    return cannot_follow("the rules have no criterion, member or definition `" + id + "`", near ? "did you mean `" + *near + "`?" : "eligo explain with the rules alone lists all criteria");
  }

  void show_all(const std::vector<explain::Description>& found, bool is_list) const {
    const explain::TextOptions text = text_options(color_);
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (format_ == Format::kText) {
        write(stdout, (i > 0 ? "\n" : "") + explain::render_text(found[i], text));
        continue;
      }
      std::string json = explain::render_json(found[i]);
      json.pop_back();   // its line break
      write(stdout, (is_list ? (i > 0 ? ",\n" : "[\n") : "") + json);
    }
    if (format_ == Format::kJson) write(stdout, is_list ? "\n]\n" : "\n");
  }

  std::vector<std::string> words_, vocabulary_folders_;
  Format format_ = Format::kText;
  Color color_ = Color::kAuto;
};

}  // namespace

std::unique_ptr<Command> explain_command() { return std::make_unique<ExplainCommand>(); }

}  // namespace eligo::cli
