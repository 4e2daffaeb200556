// File names are made of protocol and patient, of which only harmless characters are kept.
#include "html_pages.h"

#include "base/ascii.h"
#include "diag/terminal_text.h"
#include "diagnostics.h"
#include "explain/render.h"
#include "files.h"

namespace eligo::cli {

namespace {

// Letters, digits, `-` and inner points; no name can leave the folder, be hidden, or be too long for a file system.
std::string harmless(const std::string& text) {
  constexpr std::size_t kLongest = 60;
  std::string out;
  for (const char c : text.substr(0, kLongest)) {
    const bool is_kept = base::is_letter(c) || base::is_digit(c) || c == '-' || (c == '.' && !out.empty());
    out += is_kept ? c : '_';
  }
  return out;
}

}  // namespace

// Names that differ by case alone are one name on some file systems.
std::string HtmlPages::free_name(const explain::Report& report) {
  const std::string stem = harmless(report.protocol) + "_" + harmless(report.patient);
  std::string name = stem;
  for (int number = 2; !taken_.insert(base::folded(name)).second; ++number) name = stem + "_" + std::to_string(number);
  return name + ".html";
}

void HtmlPages::add(const explain::Report& report, Color color) {
  const std::string page = explain::render_html(report);
  if (folder_.empty()) return write(stdout, page);
  const std::string path = folder_ + "/" + free_name(report);
  auto trouble = make_folder(folder_);
  if (!trouble) trouble = write_file(path, page);
  if (trouble) {
    show(stderr, {*trouble}, color);
    has_failed_ = true;
    return;
  }
  write(stdout, diag::printable(path + ": patient " + report.patient + ", " + eval::name_of(report.verdict)) + "\n");
}

}  // namespace eligo::cli
