// Trees through simdjson's on-demand reader. Resources that nobody reads are passed over without being looked into.
#include "io/fhir/tree.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/ascii.h"
#include "base/json_text.h"
#include "io/json_words.h"
#include "io/raw_text.h"
#include "io/read.h"

namespace eligo::io::fhir {

namespace {

using diag::Code;
using diag::Span;
namespace ondemand = simdjson::ondemand;

constexpr std::size_t kDeepest = 64;
constexpr std::size_t kBlock = 4096;   // nodes

/// Nodes in blocks that are kept; texts with escapes, which cannot lie in the source.
class Arena {
 public:
  void clear() {
    used_ = 0;
    texts_.clear();
  }

  Node* add() {
    if (used_ == blocks_.size() * kBlock) blocks_.push_back(std::make_unique<Node[]>(kBlock));
    Node* node = &blocks_[used_ / kBlock][used_ % kBlock];
    ++used_;
    *node = Node();
    return node;
  }

  std::string_view keep(std::string_view text) { return texts_.emplace_back(text); }

 private:
  std::vector<std::unique_ptr<Node[]>> blocks_;
  std::size_t used_ = 0;
  std::deque<std::string> texts_;
};

/// The first trouble; never leaves this file.
struct Refused {
  diag::Diagnostic diagnostic;
};

// Narratives and attachments: text for people, often the greater part of a resource.
bool is_for_people(std::string_view key, std::size_t depth) {
  return (depth == 1 && key == "text") || key == "presentedForm";
}

class Walk {
 public:
  Walk(const diag::Source& source, Span part, const char* begin, ondemand::document& document, Arena& arena)
      : source_(source), part_(part), begin_(begin), document_(document), arena_(arena) {}

  Content read_root() {
    ondemand::json_type type{};
    check(document_.type().get(type));
    if (type != ondemand::json_type::object) refuse(Code::E0617, {part_.begin, part_.begin}, "a resource is an object with keys");
    ondemand::object root;
    check(document_.get_object().get(root));
    Content content;
    content.type = take_type(root);
    if (content.type == "Bundle") {
      read_bundle(root, content);
    } else {
      read_resource(root, content, Resource());
    }
    const char* rest = nullptr;
    if (document_.current_location().get(rest) == simdjson::SUCCESS) refuse(Code::E0601, here(), "text behind the end of the record");
    return content;
  }

 private:
  // The type of a resource, wherever its key stands; the object can be walked from its beginning afterwards.
  std::string_view take_type(ondemand::object& object) {
    ondemand::value value;
    const auto error = object.find_field_unordered("resourceType").get(value);
    std::string_view type;
    if (error == simdjson::SUCCESS) {
      ondemand::json_type shape{};
      check(value.type().get(shape));
      if (shape == ondemand::json_type::string) type = read_text(value);
    } else if (error != simdjson::NO_SUCH_FIELD) {
      check(error);
    }
    check(object.reset().error());
    return type;
  }

  void read_bundle(ondemand::object& root, Content& content) {
    bool has_entries = false;
    for (auto next : root) {
      ondemand::field field;
      check(std::move(next).get(field));
      if (key_of(field) != "entry") continue;
      const Span place = here();
      if (std::exchange(has_entries, true)) refuse(Code::E0616, place, "the key `entry` is given twice");
      ondemand::array entries;
      if (field.value().get_array().get(entries) != simdjson::SUCCESS) refuse(Code::E0617, place, "`Bundle.entry` is no list");
      std::uint32_t index = 0;
      for (auto each : entries) {
        ondemand::value entry;
        check(std::move(each).get(entry));
        read_entry(entry, index++, content);
      }
    }
  }

  void read_entry(ondemand::value& value, std::uint32_t index, Content& content) {
    const Span place = here();
    ondemand::object entry;
    if (value.get_object().get(entry) != simdjson::SUCCESS) refuse(Code::E0617, place, "an entry of a bundle is no object");
    Resource resource;
    resource.entry = index;
    resource.is_entry = true;
    const std::size_t before = content.resources.size();
    bool has_resource = false;
    for (auto next : entry) {
      ondemand::field field;
      check(std::move(next).get(field));
      const std::string_view key = key_of(field);
      const Span key_place = here();
      if (key == "fullUrl") {
        ondemand::value url = field.value();
        ondemand::json_type type{};
        check(url.type().get(type));
        if (type != ondemand::json_type::string) refuse(Code::E0617, key_place, "a `fullUrl` is no text");
        resource.full_url = read_text(url);
        if (resource.full_url.empty()) refuse(Code::E0631, key_place, "`Bundle.entry[" + std::to_string(index) + "].fullUrl` is empty", "leave the key out where there is no address");
      } else if (key == "resource") {
        if (std::exchange(has_resource, true)) refuse(Code::E0616, key_place, "the key `resource` is given twice");
        ondemand::object object;
        if (field.value().get_object().get(object) != simdjson::SUCCESS) refuse(Code::E0617, key_place, "a resource is an object with keys");
        read_resource(object, content, resource);
      }
    }
    if (content.resources.size() > before) content.resources.back().full_url = resource.full_url;
  }

  void read_resource(ondemand::object& object, Content& content, Resource resource) {
    const Span place = here();
    resource.type = take_type(object);
    if (!is_read(resource.type)) {
      ++content.skipped;
      const char* end = nullptr;
      std::string_view raw;
      if (object.raw_json().get(raw) == simdjson::SUCCESS) end = raw.data() + raw.size();
      if (end == nullptr) refuse(Code::E0601, place, "JSON cannot be made out at this place");
      return;
    }
    Node* root = arena_.add();
    root->shape = Node::Shape::kMap;
    root->offset = place.begin;
    read_map(object, *root, 1);
    resource.root = Element(root);
    resource.id = resource.root["id"].text();
    resource.line = line_at(source_, root->child != nullptr ? root->child->offset : root->offset);
    content.resources.push_back(resource);
  }

  // Null where the value is `null`.
  Node* read_value(ondemand::value value, std::size_t depth) {
    const std::string_view token = value.raw_json_token();
    ondemand::json_type type{};
    check(value.type().get(type));
    Node* node = arena_.add();
    node->offset = offset_of(token.data());
    switch (type) {
      case ondemand::json_type::object: {
        ondemand::object object;
        check(value.get_object().get(object));
        node->shape = Node::Shape::kMap;
        read_map(object, *node, depth + 1);
        return node;
      }
      case ondemand::json_type::array: {
        ondemand::array array;
        check(value.get_array().get(array));
        node->shape = Node::Shape::kList;
        read_list(array, *node, depth + 1);
        return node;
      }
      case ondemand::json_type::string:
        node->text = read_text(value);
        return node;
      case ondemand::json_type::number:
      case ondemand::json_type::boolean:
      case ondemand::json_type::null: break;
    }
    const std::string_view bare = base::trimmed(token);
    if (bare == "null") return nullptr;
    if (bare != "true" && bare != "false" && !base::is_json_number(bare)) {
      refuse(Code::E0601, {node->offset, node->offset + static_cast<std::uint32_t>(bare.size())}, "a value that JSON does not have", "texts go in double quotes");
    }
    node->shape = Node::Shape::kBare;
    node->text = in_source(bare);
    return node;
  }

  void read_map(ondemand::object& object, Node& map, std::size_t depth) {
    check_depth(map, depth);
    const Node** tail = &map.child;
    for (auto next : object) {
      ondemand::field field;
      check(std::move(next).get(field));
      const std::string_view key = key_of(field);
      refuse_twice(map, key);
      if (is_for_people(key, depth)) continue;
      Node* value = read_value(field.value(), depth);
      if (value == nullptr) continue;
      value->key = key;
      *tail = value;
      tail = &value->next;
    }
  }

  void read_list(ondemand::array& array, Node& list, std::size_t depth) {
    check_depth(list, depth);
    const Node** tail = &list.child;
    for (auto next : array) {
      ondemand::value value;
      check(std::move(next).get(value));
      Node* element = read_value(value, depth);
      if (element == nullptr) element = arena_.add();   // keeps the places of the others
      *tail = element;
      tail = &element->next;
    }
  }

  void refuse_twice(const Node& map, std::string_view key) const {
    for (const Node* it = map.child; it != nullptr; it = it->next) {
      if (it->key == key) refuse(Code::E0616, here(), "the key `" + std::string(key) + "` is given twice");
    }
  }

  std::string_view key_of(ondemand::field& field) {
    const char* raw = field.key().raw();
    const auto size = static_cast<std::size_t>(static_cast<const char*>(std::memchr(raw, '"', static_cast<std::size_t>(end_of_text() - raw))) - raw);
    const std::string_view key(raw, size);
    if (key.find('\\') == std::string_view::npos) return in_source(key);
    std::string_view unescaped;
    check(field.unescaped_key().get(unescaped));
    return arena_.keep(unescaped);
  }

  // A text in quotes: as it lies in the source, or, with escapes, a copy without them.
  std::string_view read_text(ondemand::value& value) {
    const std::string_view token = value.raw_json_token();
    const char* quote = static_cast<const char*>(std::memchr(token.data() + 1, '"', token.size() - 1));
    const std::string_view inside(token.data() + 1, quote == nullptr ? 0 : static_cast<std::size_t>(quote - token.data() - 1));
    if (quote != nullptr && inside.find('\\') == std::string_view::npos) {
      check(value.get_raw_json_string().error());
      return in_source(inside);
    }
    std::string_view text;
    check(value.get_string().get(text));
    if (text.find('\0') != std::string_view::npos) refuse(Code::E0601, here(), "a text that holds the character NUL");
    return arena_.keep(text);
  }

  const char* end_of_text() const { return begin_ + (part_.end - part_.begin); }
  std::uint32_t offset_of(const char* at) const { return std::min(part_.begin + static_cast<std::uint32_t>(at - begin_), part_.end); }
  std::string_view in_source(std::string_view copy) const { return std::string_view(source_->text()).substr(offset_of(copy.data()), copy.size()); }

  Span here() const {
    const char* at = nullptr;
    if (document_.current_location().get(at) != simdjson::SUCCESS) return {part_.end, part_.end};
    const std::uint32_t begin = offset_of(at);
    return {begin, std::min(begin + 1, part_.end)};
  }

  void check_depth(const Node& node, std::size_t depth) const {
    if (depth > kDeepest) refuse(Code::E0618, {node.offset, node.offset}, "objects and lists nest deeper than " + std::to_string(kDeepest) + " levels");
  }

  void check(simdjson::error_code error) const {
    if (error != simdjson::SUCCESS) refuse(Code::E0601, here(), words_of(error));
  }

  [[noreturn]] void refuse(Code code, Span span, std::string message, std::string help = {}) const {
    throw Refused{trouble(code, source_, span, std::move(message), std::move(help))};
  }

  const diag::Source& source_;
  Span part_;
  const char* begin_;
  ondemand::document& document_;
  Arena& arena_;
};

}  // namespace

Element Element::operator[](std::string_view key) const {
  if (!is_map()) return Element();
  for (const Node* it = node_->child; it != nullptr; it = it->next) {
    if (it->key == key) return Element(it);
  }
  return Element();
}

bool is_read(std::string_view type) {
  static constexpr std::string_view kTypes[] = {"Observation",       "Condition",    "MedicationRequest", "Procedure",
                                                "Encounter",         "Immunization", "Patient",           "MedicationStatement",
                                                "Medication",        "AdverseEvent", "DiagnosticReport",  "MedicationAdministration",
                                                "AllergyIntolerance", "MedicationDispense", "ResearchSubject", "ResearchStudy", "Consent"};
  return std::find(std::begin(kTypes), std::end(kTypes), type) != std::end(kTypes);
}

struct TreeReader::Memory {
  ondemand::parser parser;
  std::string padded;   // the text and the bytes that simdjson may read behind it
  Arena arena;
};

TreeReader::TreeReader() : memory_(std::make_unique<Memory>()) {}
TreeReader::~TreeReader() = default;
TreeReader::TreeReader(TreeReader&&) noexcept = default;

void TreeReader::clear() { memory_->arena.clear(); }

base::Expected<Content, diag::Diagnostic> TreeReader::read(const diag::Source& source, Span part) {
  std::string& padded = memory_->padded;
  padded.assign(source->slice(part));
  padded.append(simdjson::SIMDJSON_PADDING, ' ');
  const simdjson::padded_string_view view(padded.data(), part.end - part.begin, padded.size());
  ondemand::document document;
  const simdjson::error_code error = memory_->parser.iterate(view).get(document);
  if (error != simdjson::SUCCESS) return base::Unexpected{trouble(Code::E0601, source, {part.begin, part.begin}, words_of(error))};
  try {
    return Walk(source, part, padded.data(), document, memory_->arena).read_root();
  } catch (const Refused& refused) {
    return base::Unexpected{refused.diagnostic};
  }
}

}  // namespace eligo::io::fhir
