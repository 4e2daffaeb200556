// Records as NDJSON of ours: what a reader of any format told the builder, on one line of JSON, with where each fact
// came from. Read again, the line gives an equal record.
#pragma once

#include <string>

#include "model/transcript.h"

namespace eligo::io {

/// One line, without its end.
std::string write_record(const model::Transcript& told);

}  // namespace eligo::io
