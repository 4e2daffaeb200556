// Reads a piece once for each vocabulary, evaluates every program, and writes the rows.
#include "batch/screening.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/json_text.h"
#include "batch/row_writers.h"
#include "eval/evaluate.h"
#include "explain/result_writer.h"
#include "explain/wants.h"

namespace eligo::batch {

namespace {

using eval::Status;

RowVerdict row_verdict_of(eval::Verdict verdict) {
  switch (verdict) {
    case eval::Verdict::kIneligible: return RowVerdict::kIneligible;
    case eval::Verdict::kUndetermined: return RowVerdict::kUndetermined;
    case eval::Verdict::kEligible: break;
  }
  return RowVerdict::kEligible;
}

/// The statuses of one cohort; without cohorts, of the patient.
void take_statuses(const program::Program& program, const eval::Outcome& outcome, program::CohortId cohort, std::vector<Status>& statuses) {
  if (!cohort) {
    statuses.resize(outcome.criteria.size());
    std::transform(outcome.criteria.begin(), outcome.criteria.end(), statuses.begin(), [](const eval::CriterionOutcome& one) { return one.status; });
    return;
  }
  statuses.assign(program.criteria.size(), Status::kNotApplicable);
  for (const eval::CriterionOutcome& one : outcome.criteria) {
    const auto& cohorts = program.criteria[one.criterion].cohorts;
    const bool is_of_cohort = one.cohort ? one.cohort == cohort : std::find(cohorts.begin(), cohorts.end(), cohort) != cohorts.end();
    if (is_of_cohort) statuses[one.criterion] = one.status;
  }
}

// The cohort that speaks for the patient: of those with the best verdict, the one with the fewest criteria against the
// patient, then with the fewest open ones, then the first.
program::CohortId cohort_for(const program::Program& program, const eval::Outcome& outcome) {
  if (outcome.cohorts.empty()) return {};
  program::CohortId best;
  std::pair<std::ptrdiff_t, std::ptrdiff_t> least{};
  std::vector<Status> statuses;
  for (const eval::CohortOutcome& one : outcome.cohorts) {
    if (one.verdict != outcome.verdict) continue;
    take_statuses(program, outcome, one.cohort, statuses);
    const std::pair count{std::count(statuses.begin(), statuses.end(), Status::kFail), std::count(statuses.begin(), statuses.end(), Status::kUnknown)};
    if (best && !(count < least)) continue;
    best = one.cohort;
    least = count;
  }
  return best;
}

void add_missing(const program::Program& program, const eval::Outcome& recorded, program::CohortId cohort, Row& row) {
  for (const eval::CriterionOutcome& one : recorded.criteria) {
    if (one.status != Status::kUnknown || row.statuses[one.criterion] != Status::kUnknown || (one.cohort && one.cohort != cohort)) continue;
    for (const explain::OpenWant& want : explain::open_wants(program, recorded.recording, one.finding)) {
      auto found = std::find_if(row.missing.begin(), row.missing.end(), [&](const RowMissing& m) { return m.why == want.why && base::equal_folded(m.of, want.of); });
      if (found == row.missing.end()) found = row.missing.insert(found, {want.of, want.why, {}});
      if (found->criteria.empty() || found->criteria.back() != one.criterion) found->criteria.push_back(one.criterion);
    }
  }
}

// `outcome` is what `screener` answered last.
void fill_row(const program::Program& program, eval::Screener& screener, const model::PatientRecord& record, const eval::Outcome& outcome, Row& row) {
  row.patient = record.patient;
  row.verdict = row_verdict_of(outcome.verdict);
  const program::CohortId cohort = cohort_for(program, outcome);
  if (cohort) row.cohort = program.cohorts[cohort].name;
  take_statuses(program, outcome, cohort, row.statuses);
  for (const model::Problem& problem : record.problems) row.problems.push_back({diag::text_of(problem.code), problem.at, ""});
  if (outcome.verdict != eval::Verdict::kUndetermined) return;
  const bool is_recorded = !outcome.recording.findings.empty();
  add_missing(program, is_recorded ? outcome : screener.record_unknown(), cohort, row);
}

class ScreeningWork : public BatchWork {
 public:
  ScreeningWork(const Screening& screening, RowWatcher* watcher)
      : screening_(screening), watcher_(watcher), writer_(row_writer(screening.results, shapes_of(screening))) {
    for (const auto& program : screening.programs) {
      result_writers_.push_back(std::make_unique<explain::ResultWriter>(*program, explain::ReportContext{screening.engine_version, screening.assumptions}));
      const auto found = std::find_if(readers_.begin(), readers_.end(), [&](const Reader& r) { return r.vocabulary == program->vocabulary.get(); });
      reader_of_.push_back(static_cast<std::size_t>(found - readers_.begin()));
      if (found == readers_.end()) readers_.push_back({program->vocabulary.get(), screening.make_reader(*program->vocabulary, read_options(*program->vocabulary)), {}, {}, {}});
      Reader& reader = readers_[reader_of_.back()];
      number_there_.push_back(reader.programs.size());
      reader.programs.push_back(program.get());
    }
    for (Reader& reader : readers_) reader.screeners.emplace(reader.programs);
  }

  void run(const io::PieceBatch& batch, BatchResult& result) override {
    result.verdicts.assign(screening_.programs.size() * kRowVerdicts, 0);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const io::Piece piece = batch[i];
      if (screening_.sums_up_input) result.input.add(piece);   // here, where its bytes are needed anyway
      screen(piece, result);
    }
  }

 private:
  /// Reads records with one vocabulary, for all programs that use it.
  struct Reader {
    const clinical::Vocabulary* vocabulary;
    std::unique_ptr<io::RecordReader> reader;
    std::vector<const program::Program*> programs;
    std::optional<eval::ScreenerGroup> screeners;
    std::vector<io::ReadRecord> records;   // of the piece at hand
  };

  /// What the programs with this vocabulary ask for, and no more.
  model::ReadOptions read_options(const clinical::Vocabulary& vocabulary) const {
    std::vector<bool> asked(vocabulary.size(), false);
    for (const auto& program : screening_.programs) {
      if (program->vocabulary.get() == &vocabulary) program::add_asked_concepts(*program, asked);
    }
    model::ReadOptions options = screening_.read_options;
    options.asked = std::make_shared<const std::vector<bool>>(std::move(asked));
    return options;
  }

  void screen(const io::Piece& piece, BatchResult& result) {
    for (Reader& reader : readers_) reader.reader->read(piece, reader.records);
    for (std::size_t i = 0; i < readers_.front().records.size(); ++i) screen(piece, i, result);
    for (Reader& reader : readers_) {
      for (io::ReadRecord& read : reader.records) {
        if (read.record) reader.reader->recycle(std::move(*read.record));
      }
      reader.records.clear();
    }
  }

  // The record `index` of a piece. Every vocabulary gives as many, so a missing one is a mistake of ours.
  void screen(const io::Piece& piece, std::size_t index, BatchResult& result) {
    ++result.records;
    for (Reader& reader : readers_) {
      if (const io::ReadRecord& read = reader.records.at(index); read.record) reader.screeners->turn_to(*read.record);
    }
    const diag::Diagnostic* rejected = nullptr;
    for (std::size_t p = 0; p < screening_.programs.size(); ++p) {
      const io::ReadRecord& read = readers_[reader_of_[p]].records.at(index);
      const Row& row = read.record ? answer(p, *read.record) : error_row(piece, read.record.error());
      if (!read.record && rejected == nullptr) rejected = &read.record.error();
      ++result.verdicts[p * kRowVerdicts + static_cast<std::size_t>(row.verdict)];
      writer_->write(row, p, result.rows);
      if (watcher_ != nullptr) watcher_->add(row, p);
    }
    if (rejected != nullptr) {
      add_error(piece, *rejected, result.errors);
      result.rejections.push_back({result.rows.size(), result.errors.size(), result.records});
    }
  }

  const Row& answer(std::size_t p, const model::PatientRecord& record) {
    const program::Program& program = *screening_.programs[p];
    eval::Screener& screener = (*readers_[reader_of_[p]].screeners)[number_there_[p]];
    row_.clear();
    const eval::Outcome& outcome = screening_.explained == Explained::kNone ? screener.statuses(record) : screener.reasons(record);
    fill_row(program, screener, record, outcome, row_);
    const bool is_explained = screening_.explained == Explained::kAll || (screening_.explained == Explained::kFailing && row_.verdict == RowVerdict::kIneligible);
    if (is_explained) row_.append_report = [&, p](std::string& out) { result_writers_[p]->append(record, outcome, screener.eligibility_window(), out); };
    return row_;
  }

  static std::uint64_t line_of(const io::Piece& piece, const diag::Diagnostic& error) {
    return error.source && piece.line > 0 ? piece.line + error.source->position(error.span.begin).line - 1 : piece.line;
  }

  static std::string place_of(const io::Piece& piece, const diag::Diagnostic& error) {
    const std::uint64_t line = line_of(piece, error);
    return line == 0 ? std::string(piece.file) : std::string(piece.file) + ":" + std::to_string(line);
  }

  const Row& error_row(const io::Piece& piece, const diag::Diagnostic& error) {
    row_.clear();
    row_.problems.push_back({diag::text_of(error.code), place_of(piece, error), error.message});
    return row_;
  }

  static void add_error(const io::Piece& piece, const diag::Diagnostic& error, std::string& out) {
    out += "{\"file\": " + base::json_quoted(piece.file) + ", \"line\": " + std::to_string(line_of(piece, error)) + ", \"offset\": " + std::to_string(piece.offset);
    out += std::string(", \"code\": \"") + diag::text_of(error.code) + "\", \"text\": " + base::json_quoted(error.message) + ", \"help\": " + base::json_quoted(error.help) + "}\n";
  }

  const Screening& screening_;
  RowWatcher* watcher_;
  std::unique_ptr<RowWriter> writer_;
  std::vector<Reader> readers_;
  std::vector<std::size_t> reader_of_;                       // by program
  std::vector<std::size_t> number_there_;                    // by program: among those of its reader
  std::vector<std::unique_ptr<explain::ResultWriter>> result_writers_;   // by program
  Row row_;                                                  // used again and again
};

}  // namespace

void Row::clear() {
  patient.clear();
  verdict = RowVerdict::kError;
  cohort.clear();
  statuses.clear();
  missing.clear();
  problems.clear();
  append_report = nullptr;
}

const char* name_of(RowVerdict verdict) {
  switch (verdict) {
    case RowVerdict::kIneligible: return "ineligible";
    case RowVerdict::kUndetermined: return "undetermined";
    case RowVerdict::kEligible: return "eligible";
    case RowVerdict::kError: return "error";
  }
  return "";
}

RowShape shape_of(const program::Program& program) {
  RowShape shape{program.protocol, program.title, program.version, {}};
  for (const program::Criterion& criterion : program.criteria) shape.criteria.push_back({criterion.id, criterion.title, criterion.is_inclusion});
  return shape;
}

std::vector<RowShape> shapes_of(const Screening& screening) {
  std::vector<RowShape> shapes;
  for (const auto& program : screening.programs) shapes.push_back(shape_of(*program));
  return shapes;
}

Row row_of(const program::Program& program, const model::PatientRecord& record) {
  eval::Screener screener(program);
  Row row;
  fill_row(program, screener, record, screener.statuses(record), row);
  return row;
}

std::unique_ptr<RowWriter> row_writer(Results results, const std::vector<RowShape>& shapes) {
  switch (results) {
    case Results::kNdjson: return json_rows(shapes);
    case Results::kCsv: return csv_rows(shapes);
    case Results::kCsvLong: break;
  }
  return csv_long_rows(shapes);
}

std::unique_ptr<BatchWork> screening_work(const Screening& screening, RowWatcher* watcher) { return std::make_unique<ScreeningWork>(screening, watcher); }

}  // namespace eligo::batch
