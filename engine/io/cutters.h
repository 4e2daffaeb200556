// One stream cut into records. Inside of io: patient_list.cpp chooses among these by a file's name and beginning.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "io/byte_stream.h"
#include "io/patient_list.h"
#include "io/pieces.h"

namespace eligo::io {

/// Piece::form: what the bytes of a piece are.
enum class Form : std::uint8_t {
  kJson,          // a record of ours
  kYaml,          // the same, a document
  kFhir,          // a Bundle or another resource
  kOfPatient,     // the lines of a bulk export that are one patient's
  kOfNobody,      // those that name no patient
  kEntry,         // the number of an entry of Piece::table, and a checksum of the table
  kOfTables       // the rows of one patient, of the tables of Piece::map
};

/// A stream whose beginning was looked at already.
struct BegunStream {
  std::unique_ptr<ByteStream> stream;
  std::string beginning;                 // still to be read, before the stream; without a byte order mark
  std::uint64_t offset = 0;              // where `beginning` lies in the stream
};

/// One object a line: of ours, or a Bundle (kFhir). A line longer than the limit (kLargestRecord, kLargestBundle) is refused
/// (E0618) and never held.
std::unique_ptr<PieceSource> cut_lines(BegunStream stream, std::string_view file, Pace pace, Form form);

/// Lines of JSON as their beginning tells: records, Bundles, or resources to be joined by patient.
std::unique_ptr<PieceSource> cut_json_lines(BegunStream stream, std::string_view file, const ListOptions& options);

/// YAML documents. A document longer than kLargestYaml is refused (E0618) and never held.
std::unique_ptr<PieceSource> cut_documents(BegunStream stream, std::string_view file);

/// A whole file of JSON: one record or Bundle over many lines, or lines as above.
std::unique_ptr<PieceSource> cut_json(BegunStream stream, std::string_view file, const ListOptions& options);

/// A table, an entry a piece; refused as a whole where there is no column map. Lines of its pieces count from the first.
std::unique_ptr<PieceSource> cut_table(BegunStream stream, std::string_view file, const ListOptions& options);

/// The rest of a stream that is a table, behind what was read of it. The refusal is that of a table that is too large.
struct TableText {
  std::string text;
  std::optional<diag::Diagnostic> refusal;
};
base::Expected<TableText, diag::Diagnostic> table_text(ByteStream& stream, std::string beginning);

}  // namespace eligo::io
