// The plain case, fast: a record as JSON in the shape of RECORDS.md, without escapes, doubled keys or keys that records
// do not have. In: its bytes. Out: the record, as the full reader (json.h, record_walk.h) makes it, or nothing: then the
// full reader decides what to say. The facts themselves, and their problems, are RecordBuilder's in both.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "clinical/vocabulary.h"
#include "model/record.h"
#include "model/record_builder.h"

namespace eligo::io {

class PlainJsonReader {
 public:
  PlainJsonReader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options);
  ~PlainJsonReader();

  /// `text` holds no line break inside the record; `line` is where its facts are said to stand.
  std::optional<model::PatientRecord> read(std::string_view text, std::uint32_t line);
  /// Gives back a record that is no longer wanted: its memory serves the next one.
  void recycle(model::PatientRecord&& old);

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace eligo::io
