// The memory of a batch: one text that only grows, and where the pieces lie in it.
#include "io/pieces.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace eligo::io {

namespace {

constexpr std::size_t kMostKept = 4 * PieceBatch::kBatchBytes;   // memory that one long piece needed is given back

}  // namespace

Piece PieceBatch::operator[](std::size_t index) const {
  const Entry& entry = entries_[index];
  const diag::Diagnostic* refusal = entry.refusal < 0 ? nullptr : &refusals_[static_cast<std::size_t>(entry.refusal)];
  return {std::string_view(bytes_).substr(entry.begin, entry.end - entry.begin), entry.file, entry.line, entry.offset, entry.form, refusal,
          entry.table < 0 ? nullptr : tables_[static_cast<std::size_t>(entry.table)].get(), map};
}

void PieceBatch::clear() {
  if (bytes_.size() > kMostKept) bytes_ = std::string();
  used_ = 0;
  map = nullptr;
  entries_.clear();
  refusals_.clear();
  tables_.clear();
  files_.clear();
}

void PieceBatch::add(std::string_view text, std::string_view file, std::uint64_t line, std::uint64_t offset, std::uint8_t form) {
  std::memcpy(room(text.size() + 1), text.data(), text.size());
  use(text.size());
  add_used(used_ - text.size(), used_, file, line, offset, form);
}

void PieceBatch::add_entry(std::shared_ptr<const CsvTable> table, std::string_view text, std::string_view file, std::uint64_t offset, std::uint8_t form) {
  add(text, file, 1, offset, form);
  if (tables_.empty() || tables_.back() != table) tables_.push_back(std::move(table));
  entries_.back().table = static_cast<std::int64_t>(tables_.size()) - 1;
}

void PieceBatch::add_refusal(diag::Diagnostic refusal, std::string_view file, std::uint64_t line, std::uint64_t offset) {
  entries_.push_back({used_, used_, kept(file), line, offset, 0, static_cast<std::int64_t>(refusals_.size()), -1});
  refusals_.push_back(std::move(refusal));
}

std::string_view PieceBatch::kept(std::string_view file) {
  if (files_.empty() || files_.back() != file) files_.emplace_back(file);
  return files_.back();
}

void PieceBatch::keep(std::size_t first, std::size_t last) {
  entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(last), entries_.end());
  entries_.erase(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(first));
}

char* PieceBatch::room(std::size_t size) {
  if (bytes_.size() < used_ + size) bytes_.resize(std::max(used_ + size, kBatchBytes));
  return bytes_.data() + used_;
}

void PieceBatch::add_used(std::size_t begin, std::size_t end, std::string_view file, std::uint64_t line, std::uint64_t offset,
                          std::uint8_t form) {
  entries_.push_back({begin, end, kept(file), line, offset, form, -1, -1});
}

}  // namespace eligo::io
