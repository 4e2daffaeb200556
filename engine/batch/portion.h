// A part of a list: a share of its bytes, or what comes after the records that are done already.
#pragma once

#include <cstdint>
#include <memory>

#include "io/pieces.h"

namespace eligo::batch {

/// The pieces that begin at `begin` or behind it, and before `end`, by Piece::offset.
std::unique_ptr<io::PieceSource> between(std::unique_ptr<io::PieceSource> source, std::uint64_t begin, std::uint64_t end);

/// A checksum over pieces, for knowing them again: their texts in order, each with a line break behind it.
struct Checksum {
  std::uint32_t value = 0;
  std::uint64_t size = 0;                // bytes

  void add(const io::Piece& piece);
  friend bool operator==(const Checksum&, const Checksum&) = default;
};

/// What is left of a list after `pieces` of it were read again.
struct Rest {
  std::unique_ptr<io::PieceSource> source;
  Checksum checksum;                     // of the pieces that were read again
  std::uint64_t pieces = 0;              // fewer than asked for where the list is shorter
};
base::Expected<Rest, diag::Diagnostic> after(std::unique_ptr<io::PieceSource> source, std::uint64_t pieces);

}  // namespace eligo::batch
