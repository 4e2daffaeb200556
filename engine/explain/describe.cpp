// The tree of conditions becomes lines, a list one deeper than what stands above it; beside it, all that the conditions
// look at is gathered.
#include "explain/describe.h"

#include <algorithm>
#include <set>

#include "base/ascii.h"
#include "explain/wording.h"

namespace eligo::explain {

namespace {

using program::Moment;
using program::Node;
using program::NodeId;
using Op = Node::Op;

// ---- What is asked

class Words {
 public:
  explicit Words(const program::Program& program) : program_(program) {}

  /// `lead` stands in front of the first line.
  void add(NodeId id, std::size_t depth, const std::string& lead, std::vector<DescribedLine>& lines);
  std::vector<DescribedDefinition>& definitions() { return definitions_; }

 private:
  void add_all(const Node& node, std::size_t depth, std::vector<DescribedLine>& lines);
  void add_definition(const Node& node);
  NodeId child(const Node& node, std::uint32_t n) const { return program_.children[node.children.first + n]; }
  std::string list_words(const Node& node) const;
  std::string leaf_words(const Node& node) const;

  const program::Program& program_;
  std::vector<DescribedDefinition> definitions_;
};

std::string Words::list_words(const Node& node) const {
  const std::string count = std::to_string(node.count);
  switch (node.bound) {
    case Node::Bound::kAtLeast: return node.count == node.children.count ? "all of these hold:" : "at least " + (node.count == 1 ? "one" : count) + " of these " + (node.count == 1 ? "holds:" : "hold:");
    case Node::Bound::kAtMost: return node.count == 0 ? "none of these holds:" : "at most " + count + " of these hold:";
    case Node::Bound::kExactly: break;
  }
  return "exactly " + count + " of these hold:";
}

std::string Words::leaf_words(const Node& node) const {
  if (node.op == Op::kTrue) return "nothing is asked here";
  if (node.op == Op::kGap) return "the rules are not complete here: " + node.text;
  if (node.op == Op::kQuestion) return "a person answers yes to: \"" + program_.questions[node.question].text + "\"";
  if (node.op == Op::kInCohort) return "the cohort is " + spaced(program_.cohorts[node.cohort].name);
  return plain_words(node.text, *program_.vocabulary);
}

void Words::add_all(const Node& node, std::size_t depth, std::vector<DescribedLine>& lines) {
  for (std::uint32_t i = 0; i < node.children.count; ++i) add(child(node, i), depth, "", lines);
}

void Words::add_definition(const Node& node) {
  const auto is_known = [&](const DescribedDefinition& known) { return known.name == node.text; };
  if (std::any_of(definitions_.begin(), definitions_.end(), is_known)) return;
  const std::size_t place = definitions_.size();
  definitions_.push_back({node.text, {}});
  std::vector<DescribedLine> lines;
  add(child(node, 0), 0, "", lines);
  definitions_[place].lines = std::move(lines);
}

void Words::add(NodeId id, std::size_t depth, const std::string& lead, std::vector<DescribedLine>& lines) {
  const Node& node = program_[id];
  std::string front = lead;
  if (!node.address.empty() && node.address.find('.') != std::string::npos) front += node.address + (node.label.empty() ? "" : " " + node.label) + ": ";
  const auto line = [&](const std::string& text) { lines.push_back({depth, front + text}); };
  switch (node.op) {
    case Op::kAnd: line("all of these hold:"); add_all(node, depth + 1, lines); break;
    case Op::kOr: line("at least one of these holds:"); add_all(node, depth + 1, lines); break;
    case Op::kCountTrue: line(list_words(node)); add_all(node, depth + 1, lines); break;
    case Op::kNot: line("this does not hold:"); add_all(node, depth + 1, lines); break;
    case Op::kIfElse:
    case Op::kIfThen:
      add(child(node, 0), depth, front + "if ", lines);
      add(child(node, 1), depth, "then ", lines);
      if (node.op == Op::kIfElse) add(child(node, 2), depth, "otherwise ", lines);
      break;
    case Op::kWaive:
    case Op::kLift:
      add(child(node, 0), depth, front, lines);
      add(child(node, 1), depth, node.op == Op::kWaive ? "exception, which waives it: " : "exception, which lifts it: ", lines);
      break;
    case Op::kDefinition:
      line(spaced(node.text) + " (see below)");
      add_definition(node);
      break;
    case Op::kTrue: case Op::kGap: case Op::kCompare: case Op::kInRange: case Op::kChoiceIs: case Op::kSexIs: case Op::kAge:
    case Op::kTimeBetween: case Op::kTimeBetweenAge: case Op::kMoments: case Op::kFactDuration: case Op::kKnownResult:
    case Op::kKnownAge: case Op::kKnownSex: case Op::kKnownMoment: case Op::kKnownAttribute: case Op::kKnownFactValue:
    case Op::kKnownValue: case Op::kFacts: case Op::kWashedOut: case Op::kOnTreatment: case Op::kQuestion: case Op::kInCohort:
    case Op::kAttributeIs: case Op::kAttributeYes: case Op::kFactChoiceIs: line(leaf_words(node)); break;
  }
  if (!node.note.empty()) lines.push_back({depth + 1, "note on the text: " + node.note});
}

// ---- What is looked at

class Gatherer {
 public:
  Gatherer(const program::Program& program, Description& out) : program_(program), out_(out) {}

  void node(NodeId id);

 private:
  void value(program::ValueId id);
  void query(program::QueryId id);
  void result(program::ResultId id);
  void moment(program::MomentId id);
  void windows(const std::vector<program::WindowId>& ids);
  LookedAt& concept_at(program::ConceptId id);
  void concepts(const std::vector<program::ConceptId>& ids) {
    for (const program::ConceptId id : ids) concept_at(id);
  }
  void person(const char* of, const char* title);
  std::string counting(const program::Result& result) const;

  const program::Program& program_;
  Description& out_;
  std::set<std::size_t> nodes_, queries_, moments_;
};

// "LOINC 1742-6"
std::string code_words(const std::string& code) {
  const std::size_t bar = code.find('|');
  std::string system = code.substr(0, bar);
  std::transform(system.begin(), system.end(), system.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return bar == std::string::npos ? code : system + " " + code.substr(bar + 1);
}

LookedAt& Gatherer::concept_at(program::ConceptId id) {
  const clinical::Concept& entry = (*program_.vocabulary)[id];
  const auto found = std::find_if(out_.looks_at.begin(), out_.looks_at.end(), [&](const LookedAt& known) { return known.of == entry.name; });
  if (found != out_.looks_at.end()) return *found;
  LookedAt looked{entry.name, entry.title.empty() || entry.title == entry.name ? spaced(entry.name) : entry.title, clinical::name_of(entry.kind), entry.unit ? entry.unit->text : "", "", "", {}, entry.obtain};
  for (const std::string& code : entry.codes) looked.codes.push_back(code_words(code));
  out_.looks_at.push_back(std::move(looked));
  return out_.looks_at.back();
}

void Gatherer::person(const char* of, const char* title) {
  const auto is_known = [&](const LookedAt& known) { return known.of == of; };
  if (std::none_of(out_.looks_at.begin(), out_.looks_at.end(), is_known)) out_.looks_at.push_back({of, title, "person", "", "", "", {}, ""});
}

std::string Gatherer::counting(const program::Result& result) const {
  std::vector<std::string> words;
  for (const program::WindowId id : result.windows) words.push_back(plain_words(program_.windows[id].text, *program_.vocabulary));
  if (words.empty() && result.is_lasting) return "at any age, and without a date";
  if (words.empty() && result.shelf_life) words.push_back("within " + plain_words(program_.windows[result.shelf_life].text, *program_.vocabulary));
  return words.empty() ? "at any age" : joined_list(words);
}

void Gatherer::windows(const std::vector<program::WindowId>& ids) {
  for (const program::WindowId id : ids) {
    if (!id) continue;
    moment(program_.windows[id].moment);
    moment(program_.windows[id].to);
  }
}

void Gatherer::moment(program::MomentId id) {
  if (!id || !moments_.insert(id.index()).second) return;
  const Moment& asked = program_.moments[id];
  query(asked.query);
  if (asked.form != Moment::Form::kTimeline) return;
  const program::Timeline& entry = program_.timeline[asked.timeline];
  std::string words = spaced(entry.name) + ": the date in the record";
  if (entry.formula) words += ", or else " + plain_words(program_.moments[entry.formula].text, *program_.vocabulary);
  if (std::find(out_.moments.begin(), out_.moments.end(), words) == out_.moments.end()) out_.moments.push_back(words);
  moment(entry.formula);
}

void Gatherer::query(program::QueryId id) {
  if (!id || !queries_.insert(id.index()).second) return;
  const program::Query& asked = program_.queries[id];
  concepts(asked.concepts);
  concepts(asked.given_for);
  concepts(asked.due_to);
  windows(asked.windows);
  windows({asked.broken_window});
  query(asked.requiring);
  node(asked.where);
  node(asked.broken_where);
  for (const program::ConditionalException& exception : asked.exceptions) {
    concept_at(exception.concept_id);
    node(exception.where);
  }
}

void Gatherer::result(program::ResultId id) {
  if (!id) return;
  const program::Result& asked = program_.results[id];
  concept_at(asked.concept_id).counts = counting(asked);
  windows(asked.windows);
  node(asked.where);
  query(asked.steroids);
  if (asked.formula == nullptr) return;
  std::vector<std::string> inputs;
  for (const program::ResultId input : asked.inputs) {
    if (!input) continue;
    inputs.push_back(shown_name((*program_.vocabulary)[program_.results[input].concept_id]));
    result(input);
  }
  if (std::any_of(asked.inputs.begin(), asked.inputs.end(), [](program::ResultId input) { return !input.is_valid(); })) {
    inputs.emplace_back("age");
    person("birth_date", "birth date");
  }
  if (inputs.empty() && asked.steroids) inputs.emplace_back("the doses of steroids that are given");
  concept_at(asked.concept_id).computed_from = joined_list(inputs);
}

void Gatherer::value(program::ValueId id) {
  if (!id) return;
  const program::Value& asked = program_.values[id];
  result(asked.result);
  query(asked.query);
  for (std::uint32_t i = 0; i < asked.operands.count; ++i) value(program_.operands[asked.operands.first + i]);
}

void Gatherer::node(NodeId id) {
  if (!id || !nodes_.insert(id.index()).second) return;
  const Node& asked = program_[id];
  if (asked.op == Op::kAge || asked.op == Op::kKnownAge) person("birth_date", "birth date");
  if (asked.op == Op::kSexIs || asked.op == Op::kKnownSex) person("sex", "sex");
  for (const program::ValueId part : {asked.left, asked.low, asked.right}) value(part);
  result(asked.result);
  query(asked.query);
  for (const program::MomentId part : {asked.moment, asked.to, asked.moment2, asked.to2}) moment(part);
  for (std::uint32_t i = 0; i < asked.children.count; ++i) node(program_.children[asked.children.first + i]);
}

// ---- What there is to describe

const program::Criterion* criterion_of(const program::Program& program, std::string_view id) {
  for (const program::Criterion& criterion : program.criteria) {
    if (base::equal_folded(criterion.id, id)) return &criterion;
  }
  return nullptr;
}

NodeId member_or_definition(const program::Program& program, std::string_view id) {
  for (std::uint32_t n = 0; n < program.nodes.size(); ++n) {
    const Node& node = program.nodes[NodeId(n)];
    if (base::equal_folded(node.address, id)) return NodeId(n);
    if (node.op == Op::kDefinition && base::equal_folded(node.text, id)) return program.children[node.children.first];
  }
  return {};
}

Description described(const program::Program& program, NodeId root) {
  Description out;
  out.protocol = program.protocol;
  out.version = program.version;
  Words words(program);
  words.add(root, 0, "", out.lines);
  out.definitions = std::move(words.definitions());
  Gatherer(program, out).node(root);
  return out;
}

}  // namespace

std::optional<Description> describe(const program::Program& program, std::string_view id) {
  if (const program::Criterion* criterion = criterion_of(program, id)) {
    Description out = described(program, criterion->root);
    out.id = criterion->id;
    out.title = criterion->title;
    out.note = criterion->note;
    out.demand = criterion->is_inclusion ? "the patient must meet this to join" : "a patient who meets this cannot join";
    if (!criterion->applies.empty()) out.demand += "; where the condition behind \"if\" does not hold, it does not apply";
    return out;
  }
  const NodeId root = member_or_definition(program, id);
  if (!root) return std::nullopt;
  Description out = described(program, root);
  out.id = program[root].address.empty() ? std::string(id) : program[root].address;
  out.title = program[root].label;
  return out;
}

std::vector<std::string> described_ids(const program::Program& program) {
  std::vector<std::string> ids;
  for (const program::Criterion& criterion : program.criteria) ids.push_back(criterion.id);
  const auto add = [&](const std::string& id) {
    if (!id.empty() && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  };
  for (const Node& node : program.nodes) {
    add(node.address);
    if (node.op == Op::kDefinition) add(node.text);
  }
  return ids;
}

}  // namespace eligo::explain
