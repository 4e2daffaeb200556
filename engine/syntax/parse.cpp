// Drives the generated parser item by item: SLL prediction first, full LL only where that fails. After a mistake it goes
// on at the next item, so that one mistake gives one message and the other items still come back.
#include "syntax/parse.h"

#include <algorithm>
#include <exception>

#include "EligoLexer.h"
#include "EligoParser.h"
#include "base/ascii.h"
#include "base/edit_distance.h"
#include "syntax/build.h"
#include "syntax/expectation.h"
#include "syntax/outline.h"
#include "syntax/quoting.h"
#include "syntax/words.h"

namespace eligo::syntax {

namespace {

using grammar::EligoParser;
constexpr std::size_t kMostMistakes = 100;

// All reserved words in lower case, from the grammar.
std::vector<std::string> make_reserved_words() {
  std::vector<std::string> result;
  const antlr4::dfa::Vocabulary& vocabulary = EligoParser(nullptr).getVocabulary();
  for (std::size_t type = 1; type <= vocabulary.getMaxTokenType(); ++type) {
    const std::string literal = vocabulary.getLiteralName(type);
    if (literal.size() > 2 && base::is_letter(literal[1])) result.push_back(base::folded(literal.substr(1, literal.size() - 2)));
  }
  std::sort(result.begin(), result.end());
  return result;
}

const std::vector<std::string>& reserved_words() {
  static const std::vector<std::string> kWords = make_reserved_words();
  return kWords;
}

class FileParser {
 public:
  FileParser(File& file, Words& words, diag::Sink& sink)
      : file_(file), words_(words), sink_(sink), stream_(words), parser_(&stream_),
        strategy_(std::make_shared<StopAtFirstMistake>()), builder_(file, sink), deep_(too_deep(words, file.source)) {
    parser_.removeErrorListeners();
    parser_.setErrorHandler(strategy_);
  }

  void run() {
    if (words_.type(0) != EligoParser::PROTOCOL) start_without_protocol();
    while (words_.type(at_) != antlr4::Token::EOF && mistakes_ < kMostMistakes) item();
  }

 private:
  void start_without_protocol() {
    file_.items.push_back({Protocol{}, {0, 0}});
    if (!is_keyword_in_other_case(0)) {
      mistake(diag::Code::E0101, 0, "the file begins with " + found(0), "expected `protocol` with an id and a title");
    }
  }

  void item() {
    if (is_keyword_in_other_case(at_) && correct_case(at_)) return;
    if (!is_item_keyword(words_.type(at_))) return stray();
    const auto deep = std::lower_bound(deep_.begin(), deep_.end(), at_);
    if (deep != deep_.end() && *deep < next_item(at_ + 1)) return too_deep_at(*deep);
    const auto* tree = parsed();
    if (tree == nullptr) return stopped();
    builder_.add(*const_cast<EligoParser::ItemContext*>(tree));
    const std::size_t begin = at_;
    at_ = stream_.index();
    if (words_.type(at_) != antlr4::Token::EOF && !is_item_keyword(words_.type(at_)) && !is_item_in_other_case(at_)) trailing(begin);
  }

  EligoParser::ItemContext* parsed() {
    strategy_->set_recording(false);
    if (auto* tree = attempt(antlr4::atn::PredictionMode::SLL)) return tree;
    strategy_->set_recording(true);
    return attempt(antlr4::atn::PredictionMode::LL);
  }

  EligoParser::ItemContext* attempt(antlr4::atn::PredictionMode mode) {
    parser_.reset();
    parser_.getTreeTracker().reset();
    stream_.seek(at_);
    parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
    try {
      return parser_.item();
    } catch (const Stopped&) {
      return nullptr;
    }
  }

  // The item breaks off at a word that cannot stand there.
  void stopped() {
    const std::size_t where = strategy_->stopped_at();
    syntax_error(where, strategy_->expected(parser_, where), at_);
    at_ = next_item(std::max(at_ + 1, where > 0 ? where - 1 : 0));
  }

  // The item is whole, and something follows it that begins no item.
  void trailing(std::size_t begin) {
    const std::size_t where = at_;
    at_ = begin;
    strategy_->set_recording(true);
    attempt(antlr4::atn::PredictionMode::LL);
    at_ = next_item(where);
    if (words_.type(where) == EligoParser::UNLESS && words_.type(begin) == EligoParser::DEFINE) {
      return mistake(diag::Code::E0308, where, "`unless` needs a direction, and a definition has none",
                     "put the exception where the definition is used, or write `and not`");
    }
    auto expected = strategy_->expected(parser_, where);
    syntax_error(where, std::move(expected), begin);
  }

  void stray() {
    const std::size_t where = at_;
    at_ = next_item(at_ + 1);
    if (where == 0) return;  // reported as the missing protocol line
    syntax_error(where, {EligoParser::INCLUSION, EligoParser::EXCLUSION, EligoParser::DEFINE}, where);
  }

  void too_deep_at(std::size_t where) {
    at_ = next_item(std::max(at_ + 1, where));
    mistake(diag::Code::E0103, where, "this nests deeper than 64 levels",
            "brackets, lists, `if`, `where`, `not` and signs count; name a part of it with `define`");
  }

  void syntax_error(std::size_t where, std::set<std::size_t> expected, std::size_t begin) {
    for (std::size_t i = where; i + 1 > begin && i + 2 > where; --i) {
      if (is_keyword_in_other_case(i)) return other_case(i);
      if (i == 0) break;
    }
    if (has_mark(begin, at_ > where ? at_ : where)) return;
    const bool wants_name = expected.size() == 1 && *expected.begin() == EligoParser::NAME;
    if (wants_name && is_keyword(where)) {
      return mistake(diag::Code::E0106, where, found(where) + " is a keyword and cannot be a name", "");
    }
    mistake(diag::Code::E0101, where, "unexpected " + found(where), help(where, expected));
  }

  std::string help(std::size_t where, const std::set<std::size_t>& expected) const {
    if (words_.type(where) == EligoParser::UNIT && expected.count(EligoParser::UNIT) == 0) {
      return "a unit stands right after its number as one word, and a dividing `/` has blanks round it";
    }
    return in_words(expected);
  }

  // ---- Keywords in another case ----

  bool is_keyword(std::size_t index) const { return words_.type(index) < EligoParser::LESS_SIGN && words_.type(index) > 0; }
  std::string_view text(std::size_t index) const { return file_.source->slice(words_.words[index].span()); }
  bool is_keyword_in_other_case(std::size_t index) const {
    return words_.type(index) == EligoParser::NAME && is_reserved(text(index));
  }
  bool is_item_in_other_case(std::size_t index) const {
    return is_keyword_in_other_case(index) && is_item_keyword(type_of_keyword(index));
  }
  std::size_t type_of_keyword(std::size_t index) const {
    const std::string wanted = "'" + base::folded(text(index)) + "'";
    for (std::size_t type = 1; type < EligoParser::LESS_SIGN; ++type) {
      if (parser_.getVocabulary().getLiteralName(type) == wanted) return type;
    }
    return EligoParser::NAME;
  }

  void other_case(std::size_t index) {
    const std::string word = base::folded(text(index));
    const bool is_limit = word == "uln" || word == "lln";
    mistake(diag::Code::E0106, index, "the keyword " + shown(text(index)) + " is in another case",
            is_limit ? "write it in capitals" : "keywords are written in lower case: `" + word + "`");
  }

  // An item whose first word is in another case is reported, and then read as it was meant.
  bool correct_case(std::size_t index) {
    const std::size_t type = type_of_keyword(index);
    if (!is_item_keyword(type)) return false;
    other_case(index);
    words_.words[index].set_type(type);
    return true;
  }

  // ---- Places ----

  std::size_t next_item(std::size_t index) const {
    while (words_.type(index) != antlr4::Token::EOF && !begins_item(words_, file_.source, index) && !begins_line_as_item(index)) ++index;
    return index;
  }
  bool begins_line_as_item(std::size_t index) const {
    return words_.type(index) == EligoParser::NAME && is_first_on_line(words_, file_.source, index) && is_item_in_other_case(index);
  }
  bool has_mark(std::size_t begin, std::size_t end) const {
    const auto mark = std::lower_bound(words_.marks.begin(), words_.marks.end(), begin);
    return mark != words_.marks.end() && *mark <= end;
  }

  std::string found(std::size_t index) const {
    if (words_.type(index) == antlr4::Token::EOF) return "end of the file";
    return (words_.type(index) == EligoParser::TEXT ? "text " : "") + shown(text(index));
  }

  void mistake(diag::Code code, std::size_t index, std::string message, std::string help) {
    ++mistakes_;
    sink_.add({code, std::move(message), std::move(help), file_.source, words_.words[index].span(), {}});
  }

  File& file_;
  Words& words_;
  diag::Sink& sink_;
  WordStream stream_;
  mutable EligoParser parser_;
  std::shared_ptr<StopAtFirstMistake> strategy_;
  Builder builder_;
  std::vector<std::size_t> deep_;
  std::size_t at_ = 0;        // the next word to read
  std::size_t mistakes_ = 0;
};

Span first_bad_byte(std::string_view text) {
  std::size_t good = 0;
  std::size_t bad = text.size();
  while (good + 1 < bad) {  // the longest prefix that is UTF-8, a character that is cut apart
    const std::size_t middle = good + (bad - good) / 2;
    std::size_t end = middle;
    while (end > good && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
    if (end == good || !base::is_utf8(text.substr(good, end - good))) bad = end == good ? middle : end;
    else good = end;
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

bool is_reserved(std::string_view word) {
  return std::binary_search(reserved_words().begin(), reserved_words().end(), base::folded(word));
}

}  // namespace eligo::syntax
