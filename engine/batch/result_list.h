// The results of a batch, read back: rows of NDJSON, with the shape of each protocol.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "batch/row.h"
#include "diag/diagnostic.h"
#include "io/pieces.h"

namespace eligo::batch {

/// Reads one list after another, as one long list: shards, or one batch. Titles are not in the rows.
class ResultList {
 public:
  /// Gets each row with its protocol's place in shapes(). Before a protocol's first row of a record that could be read,
  /// its shape has no criteria; afterwards it does not change.
  using Take = std::function<void(const Row& row, std::size_t protocol)>;

  /// `source` gives one row a piece. What is no row of results, or one of other criteria than the rows of its protocol
  /// before it, is a diagnostic (E0801) with its line; reading ends there.
  std::optional<diag::Diagnostic> read(io::PieceSource& source, const Take& take);
  /// In the order of their first rows.
  const std::vector<RowShape>& shapes() const { return shapes_; }

 private:
  std::vector<RowShape> shapes_;
};

}  // namespace eligo::batch
