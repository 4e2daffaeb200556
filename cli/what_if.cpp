// Edits are read anew for each rule file, for each has its own vocabulary, moments and questions.
#include "what_if.h"

#include "diagnostics.h"
#include "explain/changes.h"
#include "io/read.h"

namespace eligo::cli {

namespace {

using Edits = std::vector<model::RecordEdit>;

base::Expected<Edits, diag::Diagnostic> edits_for(const program::Program& program, const std::vector<std::string>& texts) {
  model::EditNames names;
  for (std::uint32_t t = 0; t < program.timeline.size(); ++t) names.moments.push_back(program.timeline[program::TimelineId(t)].name);
  for (std::uint32_t q = 0; q < program.questions.size(); ++q) names.questions.push_back(program.questions[program::QuestionId(q)].name);
  Edits edits;
  for (const std::string& text : texts) {
    const auto edit = model::read_edit(text, *program.vocabulary, names);
    if (!edit) return base::Unexpected{cannot_follow("--set: " + edit.error().message, edit.error().help)};
    edits.push_back(*edit);
  }
  return edits;
}

/// Writes texts one after the other, JSON as one object or as a list.
class Output {
 public:
  explicit Output(const WhatIf& asked, bool is_list) : asked_(asked), is_list_(is_list) {}

  void add(const explain::Supposed& supposed) {
    const bool is_first = count_++ == 0;
    if (asked_.format == Format::kText) return write(stdout, (is_first ? "" : "\n") + explain::render_changes_text(supposed, asked_.text));
    std::string json = explain::render_changes_json(supposed, is_list_ ? explain::JsonLayout::kOneLine : explain::JsonLayout::kLines);
    json.pop_back();   // its line break
    write(stdout, (!is_list_ ? "" : is_first ? "[\n" : ",\n") + json);
  }
  void finish() const {
    if (asked_.format == Format::kJson) write(stdout, !is_list_ ? (count_ > 0 ? "\n" : "") : count_ > 0 ? "\n]\n" : "[]\n");
  }

 private:
  const WhatIf& asked_;
  bool is_list_;
  std::size_t count_ = 0;
};

/// A record as it is, and with the edits.
struct Pair {
  const program::Program* program;
  io::ReadRecord plain, supposed;
};

/// Shows what the input or the mapping cannot do; then there is only the code to end with.
base::Expected<std::vector<io::ReadRecord>, ExitCode> read_all(const WhatIf& asked, const program::Program& program, const model::ReadOptions& options) {
  std::vector<io::ReadRecord> records;
  const auto trouble = for_each_record(asked.inputs, *program.vocabulary, options, [&](io::ReadRecord record) { records.push_back(std::move(record)); });
  if (!trouble) return records;
  show(stderr, {*trouble}, asked.color);
  return base::Unexpected{ExitCode::kInputOutput};
}

base::Expected<std::vector<Pair>, ExitCode> read_pairs(const WhatIf& asked, const std::vector<Edits>& edits) {
  std::vector<Pair> pairs;
  for (std::size_t p = 0; p < edits.size(); ++p) {
    const program::Program& program = *asked.programs[p];
    const auto map = site_map_at(asked.map, *program.vocabulary, asked.color);
    if (!map) return base::Unexpected{map.error()};
    model::ReadOptions options = asked.read;
    options.site = *map;
    auto plain = read_all(asked, program, options);
    options.edits = edits[p];
    auto supposed = read_all(asked, program, options);
    if (!plain || !supposed) return base::Unexpected{ExitCode::kInputOutput};
    for (std::size_t i = 0; i < plain->size(); ++i) pairs.push_back({&program, std::move((*plain)[i]), std::move((*supposed)[i])});
  }
  return pairs;
}

}  // namespace

ExitCode show_what_if(const WhatIf& asked) {
  std::vector<Edits> edits;
  for (const auto& program : asked.programs) {
    auto read = edits_for(*program, asked.edits);
    if (!read) return refuse(read.error());
    edits.push_back(std::move(*read));
  }
  const auto pairs = read_pairs(asked, edits);
  if (!pairs) return pairs.error();
  Output output(asked, pairs->size() != 1);
  bool is_rejected = false;
  for (const Pair& pair : *pairs) {
    if (!pair.plain.record) {
      show(stderr, {pair.plain.record.error()}, asked.color);
      is_rejected = true;
      continue;
    }
    output.add({asked.edits, screen(*pair.program, *pair.plain.record, asked.assumptions), screen(*pair.program, *pair.supposed.record, asked.assumptions)});
  }
  output.finish();
  return is_rejected ? ExitCode::kRejected : ExitCode::kDone;
}

}  // namespace eligo::cli
