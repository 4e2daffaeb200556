// Words are taken as cells, so that wide and combining characters are counted as they are shown.
#include "explain/page.h"

#include <vector>

#include "diag/terminal_text.h"

namespace eligo::explain {

namespace {

struct Word {
  std::string text;
  std::size_t width = 0;
};

bool is_ascii(const std::string& cell) { return cell.size() == 1; }

std::vector<Word> words_of(std::string_view text, TextOptions::Characters characters) {
  std::vector<Word> words;
  Word word;
  const auto finish = [&] {
    if (!word.text.empty()) words.push_back(word);
    word = {};
  };
  for (const diag::Cell& cell : diag::cells_of(text)) {
    if (cell.text.find_first_not_of(' ') == std::string::npos) {
      finish();
      continue;
    }
    const bool is_replaced = characters == TextOptions::Characters::kAscii && !is_ascii(cell.text);
    word.text += is_replaced ? (cell.width == 0 ? "" : "?") : cell.text;
    word.width += is_replaced && cell.width > 0 ? 1 : cell.width;
  }
  finish();
  return words;
}

const char* color_of(Mark mark) {
  switch (mark) {
    case Mark::kFail: return "\x1b[31m";
    case Mark::kUnknown: return "\x1b[33m";
    case Mark::kPass: return "\x1b[32m";
    case Mark::kHeading: return "\x1b[1m";
    case Mark::kNone: break;
  }
  return "";
}

}  // namespace

std::string Page::sign(Mark mark) const {
  const bool is_ascii_only = options_.characters == TextOptions::Characters::kAscii;
  switch (mark) {
    case Mark::kFail: return is_ascii_only ? "x " : "✗ ";
    case Mark::kUnknown: return "? ";
    case Mark::kPass: return is_ascii_only ? "+ " : "✓ ";
    case Mark::kHeading:
    case Mark::kNone: break;
  }
  return "";
}

void Page::put(std::size_t indent, std::string_view line, Mark mark) {
  const std::string color = options_.color == TextOptions::Color::kAlways ? color_of(mark) : "";
  out_ += std::string(indent, ' ') + color;
  out_ += line;
  out_ += (color.empty() ? "" : "\x1b[0m");
  out_ += '\n';
}

void Page::add(std::size_t indent, std::string_view text, Mark mark, std::size_t hanging) {
  std::string line;
  std::size_t used = indent;
  for (const Word& word : words_of(text, options_.characters)) {
    const bool is_first = line.empty();
    if (!is_first && used + 1 + word.width > options_.width) {
      put(indent, line, mark);
      indent += hanging;
      hanging = 0;
      line.clear();
      used = indent;
    }
    if (!line.empty()) {
      line += ' ';
      ++used;
    }
    line += word.text;
    used += word.width;
  }
  if (!line.empty()) put(indent, line, mark);
}

}  // namespace eligo::explain
