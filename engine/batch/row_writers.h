// One writer for each form of results. Inside of batch: row_writer() chooses among them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "batch/row.h"

namespace eligo::batch {

std::unique_ptr<RowWriter> json_rows(const std::vector<RowShape>& shapes);
std::unique_ptr<RowWriter> csv_rows(const std::vector<RowShape>& shapes);
std::unique_ptr<RowWriter> csv_long_rows(const std::vector<RowShape>& shapes);

/// A cell of a CSV file (RFC 4180). A text that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab or return in
/// front) gets an apostrophe in front, and so does one that begins with an apostrophe, so that it can be read back.
void add_csv_cell(std::string& out, std::string_view text);

/// The columns of `csv` before those of the criteria, and all columns of `csv-long`.
inline constexpr std::string_view kCsvHead = "patient,protocol,verdict,cohort,failed,unknown,missing,problems";
inline constexpr std::string_view kCsvLongHead = "patient,protocol,verdict,cohort,criterion,status,missing,problems";

}  // namespace eligo::batch
