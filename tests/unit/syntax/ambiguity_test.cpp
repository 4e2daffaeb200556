// ANTLR's own listener watches while it parses every rule file at hand: no ambiguity beyond those Eligo.g4 explains.
#include <map>
#include <set>

#include "EligoLexer.h"
#include "EligoParser.h"
#include "catch.h"
#include "support.h"

namespace eligo::syntax::test {

namespace {

using grammar::EligoParser;

// The rules in which Eligo.g4 explains an ambiguity: [else] in head, [offset] in moment, [window] in reference and
// selector, [where] in bareCondition, bareValue and the values of their comparisons.
const std::set<std::string> kExplained = {"head", "moment", "reference", "selector", "bareCondition", "bareValue", "value"};

class AmbiguityCounter final : public antlr4::DiagnosticErrorListener {
 public:
  void reportAmbiguity(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, std::size_t, std::size_t, bool, const antlrcpp::BitSet&,
                       antlr4::atn::ATNConfigSet*) override {
    ++count[parser->getRuleNames()[dfa.atnStartState->ruleIndex]];
  }
  std::map<std::string, int> count;
};

std::map<std::string, int> ambiguities(const std::string& text) {
  antlr4::ANTLRInputStream characters(text);
  grammar::EligoLexer lexer(&characters);
  lexer.removeErrorListeners();
  antlr4::CommonTokenStream words(&lexer);
  EligoParser parser(&words);
  parser.removeErrorListeners();
  AmbiguityCounter counter;
  parser.addErrorListener(&counter);
  parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(antlr4::atn::PredictionMode::LL_EXACT_AMBIG_DETECTION);
  parser.file();
  return counter.count;
}

// The lexer's stand-in for characters outside ASCII: places do not matter here.
std::string in_ascii(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) c = '\x19';
  }
  return text;
}

}  // namespace

TEST_CASE("only_the_explained_ambiguities_occur") {
  std::vector<RuleFile> files = own_rule_files();
  for (RuleFile& each : conformance_rules()) files.push_back(std::move(each));
  CHECK(files.size() >= 1);
  for (const RuleFile& each : files) {
    for (const auto& [rule, count] : ambiguities(in_ascii(each.text))) {
      INFO(each.name << ": " << count << " in rule " << rule);
      CHECK(kExplained.count(rule) == 1);
    }
  }
}

TEST_CASE("the_explained_ambiguities_are_settled_as_explained") {
  CHECK(dump_of_rule("if a then if b then c else d") == "if\n  name a\n  then\n    if\n      name b\n      then\n        name c\n      else\n        name d\n");
  CHECK(dump_of_rule("time from a to b + 5 days > 3 days") ==
        "compare >\n  time-between\n    moment a\n    moment b\n      plus\n        duration 5 days\n  quantity 3 days\n");
  CHECK(dump_of_rule("number of a where b > 3") ==
        "number-of\n  selector a\n    where\n      compare >\n        name b\n        quantity 3\n");
  CHECK(dump_of_rule("any a where (b) and c") == "and\n  any \n    selector a\n      where\n        name b\n  name c\n");
}

}  // namespace eligo::syntax::test
