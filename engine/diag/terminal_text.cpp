// Decoding, and the classes of characters by ranges: what hides or harms, what combines, what is wide.
#include "diag/terminal_text.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace eligo::diag {

namespace {

struct Range {
  char32_t first, last;
};

// C0, DEL and C1 controls; marks, embeddings, overrides and isolates of direction; line and paragraph separators; what
// takes no room and joins nothing (soft hyphen, zero-width space, word joiner, annotations, tags).
constexpr std::array<Range, 11> kHarmful = {{{0x00, 0x1F}, {0x7F, 0x9F}, {0xAD, 0xAD}, {0x061C, 0x061C}, {0x180E, 0x180E}, {0x200B, 0x200B}, {0x200E, 0x200F},
                                             {0x2028, 0x202E}, {0x2060, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}}};
constexpr Range kTags = {0xE0000, 0xE0FFF};
// The blocks of combining marks, joiners and variation selectors.
constexpr std::array<Range, 6> kCombining = {{{0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200C, 0x200D}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}}};
// The blocks that terminals draw two columns wide (East Asian scripts, full-width forms, pictographs).
constexpr std::array<Range, 8> kWide = {{{0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFF00, 0xFF60}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}}};

template <std::size_t N>
bool is_in(const std::array<Range, N>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(), [c](Range r) { return c >= r.first && c <= r.last; });
}

// The character of a well-formed sequence.
char32_t decoded(std::string_view sequence) {
  constexpr std::array<unsigned, 5> kLeadBits = {0, 0x7F, 0x1F, 0x0F, 0x07};
  char32_t c = static_cast<unsigned char>(sequence.front()) & kLeadBits[sequence.size()];
  for (const char byte : sequence.substr(1)) c = (c << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
  return c;
}

bool is_harmful(char32_t c) { return is_in(kHarmful, c) || (c >= kTags.first && c <= kTags.last); }

std::uint32_t width_of(char32_t c) { return is_in(kCombining, c) ? 0 : is_in(kWide, c) ? 2 : 1; }

}  // namespace

std::vector<Cell> cells_of(std::string_view line) {
  constexpr std::uint32_t kTabStop = 4;
  std::vector<Cell> cells;
  std::uint32_t column = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t length = base::utf8_length(line.substr(at));
    const std::string_view sequence = line.substr(at, std::max<std::size_t>(length, 1));
    Cell cell{static_cast<std::uint32_t>(at), 1, "?"};
    if (sequence == "\t") {
      cell.width = kTabStop - column % kTabStop;
      cell.text = std::string(cell.width, ' ');
    } else if (length != 0 && !is_harmful(decoded(sequence))) {
      cell.width = width_of(decoded(sequence));
      cell.text = sequence;
    }
    column += cell.width;
    at += sequence.size();
    cells.push_back(std::move(cell));
  }
  return cells;
}

std::string printable(std::string_view text) {
  std::string out;
  for (const Cell& cell : cells_of(text)) out += cell.text;
  return out;
}

}  // namespace eligo::diag
