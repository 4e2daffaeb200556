// The environment and the clock are read here and nowhere else.
#include "terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <string>

#include "base/ascii.h"

namespace eligo::cli {

namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

bool wants_color(Color color, std::FILE* stream) {
  switch (color) {
    case Color::kAlways: return true;
    case Color::kNever: return false;
    case Color::kAuto: break;
  }
  return isatty(fileno(stream)) == 1 && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
}

bool is_utf8_locale() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string locale = base::folded(environment(name));
    if (!locale.empty()) return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  }
  return false;
}

std::size_t terminal_width(std::FILE* stream) {
  winsize size{};
  if (ioctl(fileno(stream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return std::clamp<std::size_t>(size.ws_col, 40, 120);
}

value::Day today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return value::day_from_civil({local.tm_year + 1900, local.tm_mon + 1, local.tm_mday});
}

explain::TextOptions text_options(Color color) {
  using Text = explain::TextOptions;
  Text text;
  text.color = wants_color(color, stdout) ? Text::Color::kAlways : Text::Color::kNever;
  text.characters = is_utf8_locale() ? Text::Characters::kUnicode : Text::Characters::kAscii;
  text.width = terminal_width(stdout);
  return text;
}

}  // namespace eligo::cli
