// The plain case, fast: a record as JSON in the shape of RECORDS.md, without escapes, doubled keys or keys that records
// do not have. In: its bytes. Out: the record, as the full reader (json.h, record_walk.h) makes it, or nothing: then the
// full reader decides what to say. The facts themselves, and their problems, are RecordBuilder's in both.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "clinical/vocabulary.h"
#include "model/record.h"
#include "model/record_builder.h"

namespace eligo::io {

class PlainJsonReader {
 public:
  PlainJsonReader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options);
  ~PlainJsonReader();

  /// Whether the record could be read: then `take` gives it. `line` is where its facts are said to stand: a record with a
  /// line break inside is not read.
  bool read(std::string_view text, std::uint32_t line);
  /// The record that was read last, once.
  model::PatientRecord take();
  /// Gives back a record that is no longer wanted: its memory serves the next one.
  void recycle(model::PatientRecord&& old);

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace eligo::io
