// Each row becomes a text: the number of its table, its line, and the cells that the map uses, or why it cannot be read; sorted
// by patient, and read again as the rows of one record.
#include "io/csv_join.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "io/csv_record.h"
#include "io/csv_table.h"
#include "io/cutters.h"
#include "io/raw_text.h"
#include "io/record_walk.h"
#include "io/sorted_runs.h"

namespace eligo::io {

namespace {

using diag::Code;
using Filled = base::Expected<Supply, diag::Diagnostic>;

constexpr std::string_view kNobody = "\xFF";   // the key of rows that name nobody: behind all names
constexpr std::size_t kMostPieces = 4096;      // at once: refusals take no room in a batch

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }   // npos + 1 is 0

// ---- A row as a text: fields one behind another, each with its size in front

void put(std::string& row, std::string_view field) { row.append(std::to_string(field.size())).append(":").append(field); }

std::string_view take(std::string_view& rest) {
  std::size_t size = 0;
  const std::size_t colon = rest.find(':');
  std::from_chars(rest.data(), rest.data() + colon, size);
  const std::string_view field = rest.substr(colon + 1, size);
  rest.remove_prefix(colon + 1 + size);
  return field;
}

std::uint32_t take_number(std::string_view& rest) {
  const std::string_view digits = take(rest);
  std::uint32_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

std::string row_text(const CsvTable& table, std::size_t number, const CsvRow& row, std::uint32_t line, const std::optional<diag::Diagnostic>& bad) {
  std::string out;
  put(out, std::to_string(number));
  put(out, std::to_string(line));
  put(out, bad ? diag::text_of(bad->code) : "");
  if (bad) {
    put(out, bad->message);
    put(out, bad->help);
    return out;
  }
  for (const std::size_t position : table.header().positions) put(out, row.cells[position].text);
  return out;
}

struct TakenRow {
  std::size_t table = 0;
  std::uint32_t line = 0;
  std::optional<diag::Diagnostic> refused;   // else there are cells
  CsvRow row;
};

/// The first row of `rest`, which is the end of a text.
TakenRow take_row(const CsvMap& map, std::string_view& rest, std::size_t text_size) {
  TakenRow out;
  const auto at = [&] { return static_cast<std::uint32_t>(text_size - rest.size()); };
  out.row.span = {at(), at()};
  out.table = take_number(rest);
  out.line = take_number(rest);
  const std::string_view code = take(rest);
  if (!code.empty()) {
    const std::string_view message = take(rest), help = take(rest);
    const std::string place = map.tables[out.table].file + " line " + std::to_string(out.line) + ": ";
    out.refused = diag::Diagnostic{diag::code_from_text(code).value_or(Code::E0641), place + std::string(message), std::string(help), nullptr, {}, {}};
    return out;
  }
  for (std::size_t i = 0; i < map.tables[out.table].map->columns.size(); ++i) {
    const std::string_view cell = take(rest);
    out.row.cells.push_back({cell, {at() - static_cast<std::uint32_t>(cell.size()), at()}});
  }
  out.row.span.end = at();
  return out;
}

// ---- Files to pieces

class JoinedTables : public PieceSource {
 public:
  JoinedTables(std::vector<ListFile> files, ListOptions options)
      : files_(std::move(files)), options_(std::move(options)), map_(*options_.map), sorted_(options_.limits.run, options_.limits.scratch) {
    if (!files_.empty()) name_ = files_.size() == 1 ? files_.front().name : files_.front().name.substr(0, files_.front().name.rfind('/'));
  }

  Filled fill(PieceBatch& batch) override {
    batch.map = &map_;
    if (!std::exchange(is_begun_, true)) {
      const auto refusal = take_tables();
      if (!refusal) return base::Unexpected{refusal.error()};
      if (*refusal) {
        if (options_.limits.first_part == 0) batch.add_refusal(**refusal, name_, 0, 0);
        return Supply::kEnd;
      }
      if (auto trouble = sorted_.sort()) return base::Unexpected{*trouble};
    }
    bool is_over = false;
    while (!is_over && !batch.is_full() && batch.size() < kMostPieces) {
      const auto next = sorted_.next();
      if (!next) return base::Unexpected{next.error()};
      is_over = *next == nullptr;
      const bool is_other = is_over || !key_ || (*next)->key != *key_ || *key_ == kNobody;
      if (is_other) flush(batch);
      if (!is_over) add_row(**next, is_other);
    }
    batch.position = sorted_bytes_;
    return is_over ? Supply::kEnd : Supply::kMore;
  }

 private:
  using Refusal = std::optional<diag::Diagnostic>;
  using Taken = base::Expected<Refusal, diag::Diagnostic>;   // the error is one of reading

  Taken take_tables() {
    std::vector<const ListFile*> found(map_.tables.size(), nullptr);
    if (auto refusal = find_files(found)) return refusal;
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (map_.tables[i].map == nullptr) continue;
      Taken taken = take_table(i, *found[i]);
      if (!taken || *taken) return taken;
    }
    return Refusal();
  }

  // The file of each table. Several files of one name may be those of several sites, who each number their patients from 1.
  Refusal find_files(std::vector<const ListFile*>& found) const {
    std::vector<diag::Diagnostic> unnamed;
    for (const ListFile& file : files_) {
      const auto number = map_.table_at(file.name);
      if (!number) {
        unnamed.push_back({Code::W0647, "the column map does not name the table `" + std::string(name_of(file.name)) + "`", "name it under `tables`; with `ignore` to be told no more", nullptr, {}, {}});
      } else if (found[*number] != nullptr && map_.tables[*number].map != nullptr) {
        return diag::Diagnostic{Code::E0645, "the table `" + map_.tables[*number].file + "` is there twice: `" + found[*number]->name + "` and `" + file.name + "`", "screen each folder by itself", nullptr, {}, {}};
      } else {
        found[*number] = &file;
      }
    }
    if (options_.warn && !unnamed.empty()) options_.warn(unnamed);
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (found[i] != nullptr || map_.tables[i].map == nullptr) continue;
      return diag::Diagnostic{Code::E0645, "there is no table `" + map_.tables[i].file + "`, which the column map names", "without it every record would lack what it holds", nullptr, {}, {}};
    }
    return std::nullopt;
  }

  Taken take_table(std::size_t number, const ListFile& file) {
    OpenedStream opened = file.open();
    if (!opened) return base::Unexpected{opened.error()};
    auto whole = table_text(*unpacked(std::move(*opened), file.name), "");
    if (!whole) return base::Unexpected{whole.error()};
    if (whole->refusal) return Refusal(diag::Diagnostic{whole->refusal->code, "`" + file.name + "`: " + whole->refusal->message, "", nullptr, {}, {}});
    diag::Sink warnings;
    const auto table = CsvTable::of_rows(std::make_shared<const diag::SourceText>(file.name, std::move(whole->text)), *map_.tables[number].map, warnings);
    if (options_.warn) options_.warn(warnings.sorted());
    if (!table) return Refusal(table.error());
    if (auto trouble = sort_rows(**table, number)) return base::Unexpected{*trouble};
    return Refusal();
  }

  std::optional<diag::Diagnostic> sort_rows(const CsvTable& table, std::size_t number) {
    CsvRows reading = table.rows();
    for (CsvRow row; reading.next(row);) {
      const auto bad = table.refusal_of(row);
      const std::uint32_t line = line_at(table.source(), bad && bad->source ? bad->span.begin : row.span.begin);
      const std::string_view patient = table.patient_in(row);
      const std::string text = row_text(table, number, row, line, bad);
      total_bytes_ += text.size();
      if (auto trouble = sorted_.add(patient.empty() ? kNobody : patient, (std::uint64_t{number} << 40U) + row.span.begin, text)) return trouble;
    }
    return std::nullopt;
  }

  void add_row(const SortedText& next, bool is_first) {
    if (is_first) {
      is_wanted_ = options_.limits.holds(sorted_bytes_, total_bytes_);
      key_ = next.key;
    }
    sorted_bytes_ += next.text.size();
    if (!is_wanted_) return;
    is_too_large_ |= text_.size() + next.text.size() > kLargestRecord;
    if (!is_too_large_) text_ += next.text;
  }

  void flush(PieceBatch& batch) {
    if (text_.empty()) return;
    if (is_too_large_) {
      batch.add_refusal({Code::E0618, "the rows of the patient `" + *key_ + "` take more than " + std::to_string(kLargestRecord >> 20U) + " MiB", "", nullptr, {}, {}}, name_, 0, bytes_);
    } else {
      batch.add(text_, name_, 0, bytes_, static_cast<std::uint8_t>(Form::kOfTables));
    }
    bytes_ += text_.size();
    text_.clear();
    is_too_large_ = false;
  }

  std::vector<ListFile> files_;   // never changed: pieces name them
  ListOptions options_;
  const CsvMap& map_;
  std::string name_;              // of the folder that holds the first
  SortedRuns sorted_;
  bool is_begun_ = false, is_too_large_ = false;
  std::optional<std::string> key_;   // the patient at hand
  std::string text_;              // and the patient's rows
  std::uint64_t bytes_ = 0;       // of the pieces so far
  std::uint64_t total_bytes_ = 0, sorted_bytes_ = 0;   // of the rows: all, and those that came back sorted
  bool is_wanted_ = true;         // whether the patient at hand belongs to the part asked for
};

// ---- Pieces to records

class JoinedTableReader : public RecordReader {
 public:
  JoinedTableReader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options) : builder_(vocabulary, options), told_(options.transcript) {}

  void read(const Piece& piece, std::vector<ReadRecord>& out) override {
    if (piece.refusal != nullptr) return out.push_back({base::Unexpected{*piece.refusal}, 0});
    out.push_back({record_of(piece), 0});
  }

  void recycle(model::PatientRecord&& old) override { builder_.recycle(std::move(old)); }

 private:
  base::Expected<model::PatientRecord, diag::Diagnostic> record_of(const Piece& piece) {
    const CsvMap& map = *piece.map;
    const auto source = std::make_shared<const diag::SourceText>(std::string(piece.file), std::string(piece.text));
    CsvRecord record(source, builder_);
    std::string_view rest = source->text();
    for (std::optional<TakenRow> before; !rest.empty();) {
      TakenRow taken = take_row(map, rest, source->text().size());
      auto bad = taken.refused ? taken.refused : before && before->table == taken.table ? repeated(map.tables[taken.table], *before, taken) : std::nullopt;
      if (!bad) {
        const CsvNamedTable& table = map.tables[taken.table];
        record.enter(*table.map, first_positions(table.map->columns.size()), table.file);
        bad = record.add(taken.row, taken.line);
      }
      if (bad) {
        builder_.finish();  // forgets the problems of the rows before
        return base::Unexpected{std::move(*bad)};
      }
      before = std::move(taken);
    }
    auto walked = walk_record(record.take(), source, builder_);
    if (walked) record.name_places(*walked, told_);
    return walked;
  }

  static std::optional<diag::Diagnostic> repeated(const CsvNamedTable& table, const TakenRow& first, const TakenRow& second) {
    if (table.map->row != CsvMap::Row::kPatient) return std::nullopt;
    return diag::Diagnostic{Code::E0643, table.file + " line " + std::to_string(second.line) + ": a second row of a patient that line " + std::to_string(first.line) + " holds already",
                            "where each row is one fact, say `row: fact` for the table", nullptr, {}, {}};
  }

  // Rows come with the cells that the map uses, in its order.
  const std::vector<std::size_t>& first_positions(std::size_t count) {
    std::vector<std::size_t>& positions = positions_[count];
    if (positions.empty()) {
      positions.resize(count);
      std::iota(positions.begin(), positions.end(), std::size_t{0});
    }
    return positions;
  }

  model::RecordBuilder builder_;
  model::Transcript* told_;
  std::map<std::size_t, std::vector<std::size_t>> positions_;   // by how many they are
};

}  // namespace

std::unique_ptr<PieceSource> joined_tables(std::vector<ListFile> files, ListOptions options) {
  return std::make_unique<JoinedTables>(std::move(files), std::move(options));
}

std::unique_ptr<RecordReader> joined_table_reader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options) {
  return std::make_unique<JoinedTableReader>(vocabulary, options);
}

}  // namespace eligo::io
