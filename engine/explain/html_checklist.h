// The checklist of the HTML page: one row for each criterion, in the order of the file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "explain/report.h"

namespace eligo::explain {

/// A status as the page shows it: by sign, by word and, through the style sheet, by colour.
struct StatusLook {
  const char* sign;
  const char* word;
  const char* style;   // the class in the style sheet
};
StatusLook look_of(eval::Status status);

/// The sign (which readers of the page aloud skip) and the word, as HTML; `word` is plain text.
std::string signed_word(const char* sign, std::string_view word);

/// Notes on the text, each once, in the order in which the checklist refers to them.
struct NoteRef {
  std::string criterion, text;
};
std::vector<NoteRef> notes_of(const Report& report);

std::string checklist(const Report& report);

}  // namespace eligo::explain
