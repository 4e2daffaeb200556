// Drives the generated parser item by item: SLL prediction first, full LL only where that fails. After a mistake it goes
// on at the next item, so that one mistake gives one message and the other items still come back.
#include "syntax/parse.h"

#include <algorithm>

#include "EligoParser.h"
#include "base/ascii.h"
#include "syntax/build.h"
#include "syntax/expectation.h"
#include "syntax/keywords.h"
#include "syntax/misspelling.h"
#include "syntax/outline.h"
#include "syntax/quoting.h"
#include "syntax/words.h"

namespace eligo::syntax {

namespace {

using grammar::EligoParser;
using antlr4::atn::PredictionMode;

constexpr std::size_t kLargeItem = 20'000;  // words; in a larger one the first attempt has the last word
constexpr std::size_t kSmallItem = 1000;   // words; a small item is read again after the case of a keyword was corrected

class FileParser {
 public:
  FileParser(File& file, Words& words, diag::Sink& sink)
      : file_(file), words_(words), sink_(sink), stream_(words), parser_(&stream_),
        strategy_(std::make_shared<StopAtFirstMistake>()), builder_(file, sink) {
    parser_.removeErrorListeners();
    parser_.setErrorHandler(strategy_);
  }

  void run() {
    correct_first_words();
    deep_ = too_deep(words_, file_.source);
    if (words_.type(0) != EligoParser::PROTOCOL) start_without_protocol();
    while (words_.type(at_) != antlr4::Token::EOF && mistakes_ < kMostMistakes) item();
  }

 private:
  // An item whose first word is in another case is reported, and then read as it was meant.
  void correct_first_words() {
    for (std::size_t i = 0; i < words_.last(); ++i) {
      const std::size_t type = meant_keyword(i);
      const bool may_begin = is_item_keyword(type) && is_first_on_line(words_, file_.source, i) && !may_be_answer(words_, i) &&
                             begins_item_as(type, words_, file_.source, i);
      if (!may_begin) continue;
      if (mistakes_ < kMostMistakes) other_case(i);
      words_.words[i].set_type(type);
    }
  }

  // The contract says that the first item is the protocol.
  void start_without_protocol() {
    file_.items.push_back({Protocol{}, {0, 0}});
    at_ = next_item(0);
    if (has_mark(0, 0)) return;
    mistake(diag::Code::E0101, 0, words_.last() == 0 ? "the file is empty" : "the file begins with " + found(0),
            "expected `protocol` with an id and a title");
  }

  void item() {
    const auto deep = std::lower_bound(deep_.begin(), deep_.end(), at_);
    const std::size_t end = deep == deep_.end() ? 0 : next_item(at_ + 1);
    if (deep != deep_.end() && *deep < end) return too_deep_at(*deep, end);
    EligoParser::ItemContext* tree = parsed();
    if (tree == nullptr) return stopped();
    builder_.add(*tree);
    at_ = tree->stop->getTokenIndex() + 1;
  }

  EligoParser::ItemContext* parsed() {
    if (auto* tree = attempt(PredictionMode::SLL)) return tree;
    return strategy_->stopped_at() - at_ <= kLargeItem ? attempt(PredictionMode::LL) : nullptr;
  }

  EligoParser::ItemContext* attempt(PredictionMode mode) {
    parser_.reset();
    parser_.getTreeTracker().reset();
    stream_.seek(at_);
    parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
    try {
      return parser_.itemAndNext()->item();
    } catch (const Stopped&) {
      return nullptr;
    } catch (const antlr4::RuntimeException&) {  // none is known, and none may leave
      return nullptr;
    }
  }

  void too_deep_at(std::size_t where, std::size_t end) {
    leave_out(end);
    mistake(diag::Code::E0103, where, "this nests deeper than 64 levels",
            "brackets, lists, `if`, `where`, `not` and signs count; name a part of it with `define`");
  }

  void stopped() {
    const std::size_t begin = at_;
    const std::size_t where = strategy_->stopped_at();
    const std::size_t end = next_item(std::max(begin + 1, where > 0 ? where - 1 : 0));
    for (std::size_t i : {where, where - 1}) {
      if (i <= begin || i > where || !is_keyword(meant_keyword(i))) continue;
      other_case(i);
      corrected_at_ = i;
      words_.words[i].set_type(meant_keyword(i));
      return end - begin <= kSmallItem ? void() : leave_out(end);
    }
    const bool is_told = has_mark(begin, where) || (corrected_at_ > begin && corrected_at_ <= where && corrected_at_ + 1 >= where);
    if (is_told) return leave_out(end);
    if (is_misspelt(begin, where)) return end - begin <= kSmallItem && corrected_at_ == where ? void() : leave_out(end);
    leave_out(end);
    syntax_error(begin, where);
  }

  // A keyword with a slip in it is reported; one that stands by itself is then read as it was meant.
  bool is_misspelt(std::size_t begin, std::size_t where) {
    if (words_.type(where) == EligoParser::NAME) {
      if (const auto meant = meant_by(text(where), strategy_->expected(parser_, where))) {
        if (meant->type != 0) {
          words_.words[where].set_type(meant->type);
          corrected_at_ = where;
        }
        return misspelt_at(where, meant->words);
      }
    }
    if (where < begin + 2 || words_.type(where - 1) != EligoParser::NAME) return false;
    const auto meant = meant_at_beginning(text(where - 1));
    return meant && misspelt_at(where - 1, meant->words);
  }

  bool misspelt_at(std::size_t index, const std::string& words) {
    mistake(diag::Code::E0101, index, "unexpected " + found(index), "did you mean `" + words + "`?");
    return true;
  }

  void syntax_error(std::size_t begin, std::size_t where) {
    const std::set<std::size_t> expected = strategy_->expected(parser_, where);
    if (is_end(where) && where > begin) return breaks_off(where - 1, in_words(expected));
    if (is_end(where - 1) && where - 1 > begin) return breaks_off(where - 2, "expected an answer");  // it was taken for one
    if (words_.type(where) == EligoParser::UNLESS && words_.type(begin) == EligoParser::DEFINE && expected.count(EligoParser::INCLUSION) > 0) {
      return mistake(diag::Code::E0308, where, "`unless` needs a direction, and a definition has none",
                     "put the exception where the definition is used, or write `and not`");
    }
    if (expected.size() == 1 && *expected.begin() == EligoParser::NAME && is_keyword(words_.type(where))) {
      return mistake(diag::Code::E0106, where, found(where) + " is a keyword and cannot be a name", "");
    }
    std::string rule = rule_broken_by(words_.type(where), expected);
    mistake(diag::Code::E0101, where, "unexpected " + found(where), rule.empty() ? in_words(expected) : std::move(rule));
  }

  bool is_end(std::size_t index) const {
    return words_.type(index) == antlr4::Token::EOF || begins_item(words_, file_.source, index);
  }

  void breaks_off(std::size_t last, std::string help) {
    mistake(diag::Code::E0101, last, "this breaks off after " + found(last), std::move(help));
  }

  // Goes on at `end`; what the item declares is noted, so that its uses are no further mistakes.
  void leave_out(std::size_t end) {
    const std::size_t keyword = words_.type(at_);
    std::vector<Name> names;
    for (std::size_t i = at_ + 1; i < end; ++i) {
      if (words_.type(i) == EligoParser::NAME) names.push_back({std::string(text(i)), words_.words[i].span(), false});
      if (keyword != EligoParser::USE && keyword != EligoParser::TIMELINE) break;
    }
    const Span span{words_.words[at_].span().begin, words_.words[std::max(end, at_ + 1) - 1].span().end};
    if (keyword == EligoParser::USE && !names.empty()) file_.items.push_back({Use{std::move(names)}, span});
    else if (keyword == EligoParser::STUDY) file_.items.push_back({StudyDisease{}, span});
    else if (declares(keyword)) file_.not_understood.insert(file_.not_understood.end(), names.begin(), names.end());
    at_ = end;
  }

  static bool declares(std::size_t keyword) {
    return keyword == EligoParser::DEFINE || keyword == EligoParser::GROUP || keyword == EligoParser::COHORT || keyword == EligoParser::TIMELINE;
  }

  // ---- Places and words ----

  std::size_t next_item(std::size_t index) const {
    while (!is_end(index)) ++index;
    return index;
  }

  bool has_mark(std::size_t begin, std::size_t end) const {
    const auto mark = std::lower_bound(words_.marks.begin(), words_.marks.end(), begin);
    return mark != words_.marks.end() && *mark <= end;
  }

  std::string_view text(std::size_t index) const { return file_.source->slice(words_.words[index].span()); }

  // The keyword that a name is in another case, else the name itself.
  std::size_t meant_keyword(std::size_t index) const {
    return type_of_keyword(words_.type(index) == EligoParser::NAME ? text(index) : std::string_view());
  }

  std::string found(std::size_t index) const {
    return (words_.type(index) == EligoParser::TEXT ? "text " : "") + shown(text(index));
  }

  void other_case(std::size_t index) {
    mistake(diag::Code::E0106, index, "the keyword " + shown(text(index)) + " is in another case",
            "keywords are written in lower case, `ULN` and `LLN` in capitals");
  }

  void mistake(diag::Code code, std::size_t index, std::string message, std::string help) {
    ++mistakes_;
    sink_.add({code, std::move(message), std::move(help), file_.source, words_.words[index].span(), {}});
  }

  File& file_;
  Words& words_;
  diag::Sink& sink_;
  WordStream stream_;
  EligoParser parser_;
  std::shared_ptr<StopAtFirstMistake> strategy_;
  Builder builder_;
  std::vector<std::size_t> deep_;
  std::size_t at_ = 0;            // the next word to read
  std::size_t mistakes_ = 0;
  std::size_t corrected_at_ = 0;  // the last keyword whose case was corrected inside an item
};

// The longest prefix that is UTF-8 ends here; found by halving, cut at the beginnings of characters.
Span first_bad_byte(std::string_view text) {
  std::size_t good = 0;
  std::size_t bad = text.size();
  while (good + 1 < bad) {
    const std::size_t middle = good + (bad - good) / 2;
    std::size_t end = middle;
    while (end > good && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
    const bool is_good = end > good && base::is_utf8(text.substr(good, end - good));
    (is_good ? good : bad) = is_good ? end : middle;
  }
  return {static_cast<std::uint32_t>(good), static_cast<std::uint32_t>(good + 1)};
}

bool is_readable(const diag::Source& source, diag::Sink& sink) {
  if (source->text().size() > kLargestFile) {
    sink.add({diag::Code::E0104, "the rule file is larger than 1 MiB", "", source, {0, 0}, {}});
    return false;
  }
  if (!base::is_utf8(source->text())) {
    sink.add({diag::Code::E0105, "the rule file is not UTF-8", "save it with the encoding UTF-8", source, first_bad_byte(source->text()), {}});
    return false;
  }
  return true;
}

}  // namespace

std::optional<File> parse(diag::Source source, diag::Sink& sink) {
  if (!is_readable(source, sink)) return std::nullopt;
  auto words = cut_into_words(source, sink);
  if (!words) return std::nullopt;
  File file;
  file.source = std::move(source);
  file.comments = std::move(words->comments);
  FileParser(file, *words, sink).run();
  return file;
}

}  // namespace eligo::syntax
