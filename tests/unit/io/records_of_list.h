// Reads a list to its end, batch by batch, as a run over it does. In: where its pieces come from, and what reads them.
#pragma once

#include <vector>

#include "catch.h"
#include "io/pieces.h"
#include "io/read.h"

namespace eligo::io::test {

/// `take` gets the records, and the errors in their place, one after another.
template <class Take>
void read_list(PieceSource& source, RecordReader& reader, Take take) {
  PieceBatch batch;
  for (bool is_at_end = false; !is_at_end;) {
    batch.clear();
    const auto supply = source.fill(batch);
    REQUIRE(supply);
    is_at_end = *supply == Supply::kEnd;
    std::vector<ReadRecord> records;
    for (std::size_t i = 0; i < batch.size(); ++i) reader.read(batch[i], records);
    for (const ReadRecord& it : records) take(it);
  }
}

}  // namespace eligo::io::test
