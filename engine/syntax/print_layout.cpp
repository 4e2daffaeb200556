// Words, lines and comments of the printed text.
#include <algorithm>
#include "syntax/printer.h"

namespace eligo::syntax {

namespace {

// Characters, not bytes: what counts for the width of a line.
std::size_t width(std::string_view text) {
  std::size_t result = 0;
  for (const char c : text) result += (static_cast<unsigned char>(c) & 0xc0U) != 0x80U ? 1 : 0;
  return result;
}

}  // namespace

void Printer::open_line() {
  out_ += '\n';
  line_start_ = out_.size();
  out_.append(indent_, ' ');
  is_line_due_ = false;
  is_glued_ = true;
}

void Printer::text(std::string_view words) {
  if (is_too_long()) return;
  if (is_line_due_) {
    const Indent indent(*this);
    open_line();
  }
  if (!is_glued_) out_ += ' ';
  out_ += words;
  is_glued_ = false;
}

void Printer::glue(std::string_view sign) {
  is_glued_ = true;
  text(sign);
}

bool Printer::fits(const std::string& words) const {
  const std::size_t column = width(std::string_view(out_).substr(line_start_));
  return !is_line_due_ && column + 1 + width(words) < kWidth;
}

bool Printer::has_comment_in(Span span) const {
  const auto before = [](const Comment& comment, std::uint32_t offset) { return comment.span.begin < offset; };
  const auto first = std::lower_bound(file_.comments.begin(), file_.comments.end(), span.begin, before);
  return first != file_.comments.end() && first->span.begin < span.end;
}

// A comment that ended a line of the source ends the line at hand; any other has a line of its own.
void Printer::comment(const Comment& comment) {
  const bool has_words = out_.size() > line_start_ + indent_ && !is_line_due_;
  if (comment.is_trailing && has_words) {
    out_ += "  ";
  } else if (has_words || is_line_due_) {
    open_line();
  }
  out_ += comment.text;
  is_line_due_ = true;
}

void Printer::at(std::uint32_t offset) {
  if (is_flat_) return;
  while (next_comment_ < file_.comments.size() && file_.comments[next_comment_].span.begin < offset) {
    const Indent indent(*this);
    comment(file_.comments[next_comment_++]);
  }
}

void Printer::trailing(std::uint32_t offset) {
  while (next_comment_ < file_.comments.size() && file_.comments[next_comment_].span.begin < offset &&
         file_.comments[next_comment_].is_trailing) {
    comment(file_.comments[next_comment_++]);
  }
}

void Printer::new_line(std::uint32_t offset) {
  trailing(offset);
  while (next_comment_ < file_.comments.size() && file_.comments[next_comment_].span.begin < offset) {
    comment(file_.comments[next_comment_++]);
  }
  open_line();
}

std::string Printer::one(ExprId id) {
  expr(id);
  return std::move(out_);
}

}  // namespace eligo::syntax
