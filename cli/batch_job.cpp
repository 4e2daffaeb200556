// Compile, open, go through the list, publish. What fails before the end leaves results of an earlier run as they are.
#include "batch_job.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <map>
#include <thread>
#include <utility>

#include "base/sha256.h"
#include "batch/portion.h"
#include "batch/result_list.h"
#include "batch_manifest.h"
#include "batch_summary.h"
#include "checkpoint.h"
#include "diagnostics.h"
#include "engine.h"
#include "files.h"
#include "io/byte_stream.h"
#include "io/read.h"
#include "list_files.h"
#include "record_inputs.h"
#include "result_file.h"
#include "rule_files.h"
#include "stop_signals.h"
#include "tables.h"
#include "terminal.h"

namespace eligo::cli {

namespace {

using Clock = std::chrono::steady_clock;

/// Ends a run before its time; thrown and caught in this file alone.
struct Ended {
  ExitCode code;
};

[[noreturn]] void end(const diag::Diagnostic& why, ExitCode code) {
  show(stderr, {why}, Color::kAuto);
  throw Ended{code};
}

template <class Value>
Value or_end(base::Expected<Value, diag::Diagnostic> expected, ExitCode code = ExitCode::kInputOutput) {
  if (!expected) end(expected.error(), code);
  return std::move(*expected);
}

template <class Value>
Value or_end(base::Expected<Value, ExitCode> expected) {
  if (!expected) throw Ended{expected.error()};   // what is wrong was shown
  return std::move(*expected);
}

void or_end(const std::optional<diag::Diagnostic>& trouble) {
  if (trouble) end(*trouble, ExitCode::kInputOutput);
}

diag::Diagnostic refused(std::string message, std::string help) { return {diag::Code::E0801, std::move(message), std::move(help), nullptr, {}, {}}; }

class BatchJob {
 public:
  BatchJob(const BatchOptions& options, Programs programs)
      : options_(options), tables_(or_end(Tables::at(options.map, Color::kAuto))), list_(or_end(list_at(options.in, tables_ != nullptr ? &tables_->map() : nullptr))) {
    screening_.programs = std::move(programs);
    screening_.read_options = {options.on, today(), options.assume_complete, options.ignores_unmapped};
    screening_.read_options.zone = options.zone;
    if (options.ignores_unmapped) screening_.assumptions.emplace_back(kIgnoresUnmapped);
    read_map();
    screening_.results = options.results;
    screening_.explained = options.explained;
    screening_.sums_up_input = options.out != "-" && !list_.is_stream;
    screening_.engine_version = version();
    if (list_.is_stream && options.resumes) end(cannot_resume_stream(), ExitCode::kUsage);
    if (list_.is_stream && options.shard.of > 1) end(cannot_shard_stream(), ExitCode::kUsage);
  }

  ExitCode run() {
    take_shard();
    source_ = pieces();
    open_results();
    add_works();
    Progress progress(options_.progress, begin_, end_ != 0 ? end_ : list_.bytes());
    progress_ = &progress;
    std::vector<batch::BatchWork*> works;
    for (const auto& work : works_) works.push_back(work.get());
    next_checkpoint_ = Clock::now() + std::chrono::seconds(options_.checkpoint_seconds);
    batch::Taking taking{[this](const auto& batch, const auto& result) { return take(batch, result); }, [this] { return wait(); }};
    if (options_.flushes_lines) taking.together = 1;
    const auto ended = batch::run_in_order(*source_, works, taking);
    progress.end(position_, done_.records - resumed_records_, done_.rejected);
    progress_ = nullptr;
    return finish(ended);
  }

 private:
  static diag::Diagnostic cannot_resume_stream() { return refused("a run over standard input or a pipe cannot be resumed", "put the list into a file"); }
  static diag::Diagnostic cannot_shard_stream() { return refused("standard input or a pipe cannot be cut into shards", "put the list into a file, or let the caller split it"); }

  // ---- Before

  // The site's codes and units mean something else under each vocabulary.
  void read_map() {
    std::map<const clinical::Vocabulary*, std::shared_ptr<const model::SiteMap>> sites;
    for (const auto& program : screening_.programs) {
      const clinical::Vocabulary* vocabulary = program->vocabulary.get();
      if (!sites.contains(vocabulary)) sites.emplace(vocabulary, or_end(site_map_at(options_.map, *vocabulary, Color::kAuto)));
    }
    screening_.make_reader = [sites = std::move(sites)](const clinical::Vocabulary& vocabulary, model::ReadOptions read_options) {
      read_options.site = sites.at(&vocabulary);
      return io::list_reader(vocabulary, read_options);
    };
    if (options_.map.empty()) return;
    const auto source = read_file(options_.map, io::kLargestYaml);
    map_sha256_ = base::sha256_hex(or_end(source)->text());
  }

  // Of one file a share of its bytes; of a folder a share of its files, an export behind them.
  void take_shard() {
    const Shard shard = options_.shard;
    if (shard.of == 1) return;
    if (list_.exported.empty() && !list_.is_folder) {
      is_cut_by_bytes_ = true;
      const std::uint64_t size = or_end(unpacked_size(options_.in));
      begin_ = io::begin_of_part(size, shard.number - 1, shard.of);
      end_ = io::begin_of_part(size, shard.number, shard.of);
      return;
    }
    const std::uint64_t files = list_.files.size(), exported = list_.exported.size();
    const std::uint64_t begin = io::begin_of_part(files + exported, shard.number - 1, shard.of), end = io::begin_of_part(files + exported, shard.number, shard.of);
    const auto at = [this, files](std::uint64_t number) { return list_.files.begin() + static_cast<std::ptrdiff_t>(std::min(number, files)); };
    list_.files = std::vector<ListedFile>(at(begin), at(end));
    if (files == 0) {
      limits_.first_part = shard.number - 1;
      limits_.last_part = shard.number;
      limits_.parts = shard.of;
    } else if (end > files) {
      limits_.first_part = std::max(begin, files) - files;
      limits_.last_part = end - files;
      limits_.parts = exported;
    } else {
      list_.exported.clear();
    }
  }

  std::unique_ptr<io::PieceSource> pieces() const {
    io::ListOptions options{options_.flushes_lines ? io::Pace::kPrompt : io::Pace::kFull, list_.is_folder ? io::Unreadable::kReject : io::Unreadable::kStop, limits_, nullptr, [](const auto& warnings) { show(stderr, warnings, Color::kAuto); }};
    if (tables_ != nullptr) options.map = &tables_->map();
    auto source = io::list_pieces(to_be_opened(list_.files), options, to_be_opened(list_.exported));
    if (!is_cut_by_bytes_) return source;
    const bool is_last = options_.shard.number == options_.shard.of;   // then to the end, whatever it is counted in
    return batch::between(std::move(source), begin_, is_last ? std::numeric_limits<std::uint64_t>::max() : end_);
  }

  Checkpoint fresh_checkpoint() const {
    Checkpoint fresh;
    std::string rules, vocabulary, input, options = fmt::format("{} {} {}/{}", static_cast<int>(options_.results), static_cast<int>(options_.explained), options_.shard.number, options_.shard.of);
    for (const auto& program : screening_.programs) {
      rules += program->rules_sha256 + ' ';
      vocabulary += program->vocabulary->sha256() + ' ';
    }
    for (const auto* files : {&list_.files, &list_.exported}) {
      for (const ListedFile& file : *files) input += fmt::format("{} {} {}\n", file.path, file.bytes, file.changed);
    }
    for (const clinical::Kind kind : options_.assume_complete) options += std::string(" ") + clinical::list_name_of(kind);
    if (options_.ignores_unmapped) options += " ignore-unmapped";
    const std::string zone = options_.zone ? std::to_string(*options_.zone) : "";
    const std::string date = options_.on ? "on " + value::to_text(*options_.on) : "today " + value::to_text(today());
    fresh.identity = {{"engine", version()}, {"rules", rules}, {"vocabulary", vocabulary}, {"date", date}, {"map", map_sha256_}, {"zone", zone}, {"input", base::sha256_hex(input)}, {"options", options + (options_.errors.empty() ? "" : " errors")}};
    fresh.verdicts.assign(screening_.programs.size() * batch::kRowVerdicts, 0);
    return fresh;
  }

  void open_results() {
    done_ = fresh_checkpoint();
    const bool writes_file = options_.out != "-";
    const auto before = options_.resumes && writes_file ? or_end(read_checkpoint(options_.out), ExitCode::kRefused) : std::nullopt;
    if (before) return resume(*before);
    rows_.emplace(or_end(ResultFile::create(options_.out)));
    if (!options_.errors.empty()) errors_.emplace(or_end(ResultFile::create(options_.errors)));
    if (!rows_->is_stream()) std::remove(checkpoint_path(options_.out).c_str());
    if (options_.shard.number == 1) or_end(rows_->write(batch::row_writer(options_.results, batch::shapes_of(screening_))->head()));
  }

  void resume(const Checkpoint& before) {
    const std::string what = difference(done_, before);
    if (!what.empty()) end(refused("cannot resume: " + what + " changed since the run that was stopped", "without --resume the run begins again"), ExitCode::kRefused);
    batch::Rest rest = or_end(batch::after(std::move(source_), before.pieces));
    if (rest.pieces != before.pieces || rest.checksum.value != before.input_checksum) {
      end(refused("cannot resume: input changed since the run that was stopped", "without --resume the run begins again"), ExitCode::kRefused);
    }
    source_ = std::move(rest.source);
    rows_.emplace(or_end(ResultFile::resume(options_.out, before.rows.size, before.rows.checksum), ExitCode::kRefused));
    if (!options_.errors.empty()) errors_.emplace(or_end(ResultFile::resume(options_.errors, before.errors.size, before.errors.checksum), ExitCode::kRefused));
    done_ = before;
    resumed_records_ = before.records;
    has_checkpoint_ = true;
  }

  void add_works() {
    const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t jobs = options_.jobs == 0 ? processors : options_.jobs;
    for (std::size_t i = 0; i < jobs; ++i) {
      summaries_.push_back(options_.summary.empty() ? nullptr : std::make_unique<Summary>(batch::shapes_of(screening_)));
      works_.push_back(batch::screening_work(screening_, summaries_.back().get()));
    }
    if (!options_.summary.empty() && resumed_records_ > 0) or_end(summaries_.front()->add_rows(ResultFile::part_of(options_.out)));
  }

  // ---- On the way

  batch::Next take(const io::PieceBatch& batch, const batch::BatchResult& result) {
    if (StopSignals::wanted()) return batch::Next::kStop;
    std::size_t rows = result.rows.size(), errors = result.errors.size();
    for (const batch::Rejection& rejection : result.rejections) {
      if (!options_.most_errors || ++done_.rejected <= *options_.most_errors) continue;
      is_over_limit_ = true;
      rows = rejection.rows_end;
      errors = rejection.errors_end;
      break;
    }
    if (!options_.most_errors) done_.rejected += result.rejections.size();
    if (first_error_.empty() && !result.errors.empty()) first_error_ = result.errors.substr(0, result.errors.find('\n'));
    failure_ = rows_->write(std::string_view(result.rows).substr(0, rows));
    if (!failure_ && errors_) failure_ = errors_->write(std::string_view(result.errors).substr(0, errors));
    if (failure_ || is_over_limit_) return batch::Next::kStop;
    done_.records += result.records;
    done_.pieces += batch.size();
    for (std::size_t i = 0; i < result.verdicts.size(); ++i) done_.verdicts[i] += result.verdicts[i];
    done_.input_checksum = io::joined_checksum(done_.input_checksum, result.input.value, result.input.size);
    position_ = batch.position;
    if (Clock::now() >= next_checkpoint_) save();
    return wait();
  }

  batch::Next wait() {
    if (progress_ != nullptr) progress_->show(position_, done_.records - resumed_records_, done_.rejected);
    return failure_ || StopSignals::wanted() ? batch::Next::kStop : batch::Next::kGoOn;
  }

  std::optional<diag::Diagnostic> sync() {
    auto trouble = rows_->sync();
    if (!trouble && errors_) trouble = errors_->sync();
    return trouble;
  }

  // The results first, then how far they go.
  void save() {
    next_checkpoint_ = Clock::now() + std::chrono::seconds(options_.checkpoint_seconds);
    if (rows_->is_stream() || list_.is_stream) return;
    failure_ = sync();
    done_.rows = {rows_->size(), rows_->checksum()};
    if (errors_) done_.errors = {errors_->size(), errors_->checksum()};
    if (!failure_) failure_ = write_checkpoint(options_.out, done_);
    has_checkpoint_ = has_checkpoint_ || !failure_;
  }

  // ---- Afterwards

  ExitCode finish(const base::Expected<batch::End, diag::Diagnostic>& ended) {
    if (is_over_limit_ && !failure_) return refuse_errors();
    if (const auto stopped = StopSignals::wanted()) return stop(*stopped);
    if (failure_) return fail(*failure_);
    if (!ended) return fail(ended.error());
    if (const auto trouble = sync()) return fail(*trouble);
    publish();
    if (done_.rejected == 0) return ExitCode::kDone;
    tell_rejected();
    return ExitCode::kRejected;
  }

  // The results get their name last: a run that is killed before has not ended, and --resume goes on with it.
  void publish() {
    if (!options_.summary.empty()) write_summary();
    if (!rows_->is_stream()) or_end(write_whole(options_.out + ".manifest.json", manifest()));
    if (errors_) or_end(errors_->publish());
    or_end(rows_->publish());
    if (!rows_->is_stream()) std::remove(checkpoint_path(options_.out).c_str());
  }

  // What was written so far can be gone on with.
  ExitCode stop(ExitCode code) {
    if (!failure_) save();
    drop_unless_resumable();
    if (has_checkpoint_) write(stderr, fmt::format("stopped after {} records; the same command with --resume goes on\n", done_.records));
    return code;
  }

  ExitCode fail(const diag::Diagnostic& why) {
    if (!rows_->is_closed_pipe()) show(stderr, {why}, Color::kAuto);
    drop_unless_resumable();
    return ExitCode::kInputOutput;
  }

  void drop_unless_resumable() {
    if (has_checkpoint_) return;
    rows_->discard();
    if (errors_) errors_->discard();
  }

  ExitCode refuse_errors() {
    if (errors_) or_end(errors_->publish());
    rows_->discard();
    std::remove(checkpoint_path(options_.out).c_str());
    show(stderr, {refused(fmt::format("more than {} records cannot be read", *options_.most_errors), "the first: " + first_error_)}, Color::kAuto);
    return ExitCode::kRefused;
  }

  void tell_rejected() const {
    write(stderr, fmt::format("{} rejected; {}\n", counted(done_.rejected, "record was", "records were"),
                              options_.errors.empty() ? first_error_.empty() ? "see the rows with the verdict error" : "the first: " + first_error_ : "see " + options_.errors));
  }

  void write_summary() {
    for (std::size_t i = 1; i < summaries_.size(); ++i) summaries_.front()->merge(*summaries_[i]);
    or_end(write_whole(options_.summary, summaries_.front()->text(format_by_ending(options_.summary))));
  }

  std::string manifest() const {
    return batch_manifest({options_, screening_.programs, list_, done_, map_sha256_, rows_->size(), rows_->checksum()});
  }

  const BatchOptions& options_;
  std::shared_ptr<Tables> tables_;       // null where the map has no columns
  RecordList list_;
  std::string map_sha256_;               // empty without a map
  batch::Screening screening_;
  std::uint64_t begin_ = 0, end_ = 0;    // of the shard of one file
  bool is_cut_by_bytes_ = false;         // whether these count
  io::JoinLimits limits_ = join_limits();
  std::unique_ptr<io::PieceSource> source_;
  std::optional<ResultFile> rows_, errors_;
  std::vector<std::unique_ptr<Summary>> summaries_;      // one for each work; null where none is asked for
  std::vector<std::unique_ptr<batch::BatchWork>> works_;
  Checkpoint done_;                      // how far the results go
  std::uint64_t resumed_records_ = 0;
  std::uint64_t position_ = 0;
  Clock::time_point next_checkpoint_;
  Progress* progress_ = nullptr;         // while the list is gone through
  std::optional<diag::Diagnostic> failure_;
  bool is_over_limit_ = false;
  bool has_checkpoint_ = false;
  std::string first_error_;              // its line of the errors
};

std::optional<std::string> protocol_given_twice(const Programs& programs) {
  std::vector<std::string> names;
  for (const auto& program : programs) names.push_back(program->protocol);
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice == names.end()) return std::nullopt;
  return *twice;
}

}  // namespace

ExitCode run_batch(const BatchOptions& options) {
  const auto programs = compile_all(options.rules, options.vocabulary_folders, Color::kAuto);
  if (!programs) return programs.error();
  if (const auto name = protocol_given_twice(*programs)) return refuse(cannot_follow("two rule files are of the protocol `" + *name + "`", "their rows could not be told apart: screen them one by one"));
  const StopSignals signals;
  try {
    return BatchJob(options, *programs).run();
  } catch (const Ended& ended) {
    return ended.code;
  }
}

}  // namespace eligo::cli
