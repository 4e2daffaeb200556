// Changes to a record that is still a tree of texts: what `with`, `add`, `without`, `incomplete` and `vary` of a test mean.
// Names match without regard to case, as they are written: an alias is another name. Mistakes go to the sink.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "testing/test_file.h"

namespace eligo::testing {

/// Where mistakes of a test file are told.
struct Mistakes {
  const diag::Source& source;
  diag::Sink& sink;

  void add(diag::Code code, diag::Span span, std::string message, std::string help = {}) const {
    sink.add({code, std::move(message), std::move(help), source, span, {}});
  }
};

enum class Meeting { kReplace, kJoin };   // what a new fact does to facts of the same name: takes their place, or stands beside them

/// Lays the keys of `patch` over the record: single values replace, maps (`dates`, `answers`, `history`) key by key, `absent`
/// grows, facts are added as `meeting` says.
void lay_over(RawValue& record, const RawValue& patch, Meeting meeting, const Mistakes& mistakes);

/// Takes away what a path names: a key of the record (`sex`), `dates.NAME`, `answers.NAME`, `absent.NAME`, all facts of a
/// name (`ALT`), a key of these facts (`ALT.uln`). False where there is no such thing.
bool take_away(RawValue& record, std::string_view path);

/// Takes a kind of facts out of `history.complete`. False where it is not listed there.
bool make_incomplete(RawValue& record, std::string_view list_name);

/// Sets what a path names to a text: a key of the record, `dates.NAME`, `answers.NAME`, the value of the one result of that
/// name (`ALT`), a key of the one fact of that name (`ALT.uln`). The reason where that cannot be done.
std::optional<std::string> set_at(RawValue& record, std::string_view path, const Word& text);

}  // namespace eligo::testing
