// One stream cut into records. Inside of io: native_list.cpp chooses among these by a file's name and beginning.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "io/byte_stream.h"
#include "io/native_list.h"
#include "io/pieces.h"

namespace eligo::io {

enum class Form : std::uint8_t { kJson, kYaml };   // Piece::form of native lists

/// A stream whose beginning was looked at already.
struct BegunStream {
  std::unique_ptr<ByteStream> stream;
  std::string beginning;                 // still to be read, before the stream; without a byte order mark
  std::uint64_t offset = 0;              // where `beginning` lies in the stream
};

/// One object a line. A line longer than kLargestRecord is refused (E0618) and never held.
std::unique_ptr<PieceSource> cut_lines(BegunStream stream, std::string_view file, Pace pace);

/// YAML documents. A document longer than kLargestYaml is refused (E0618) and never held.
std::unique_ptr<PieceSource> cut_documents(BegunStream stream, std::string_view file);

/// A whole file of JSON: one record over many lines, or one a line.
std::unique_ptr<PieceSource> cut_json(BegunStream stream, std::string_view file);

}  // namespace eligo::io
