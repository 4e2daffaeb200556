// JSON of FHIR as a light tree: nodes in blocks of memory that are used again, texts that lie in the source.
// In: a part of a text. Out: the resources in it that somebody reads, each with its place; all others are skipped unread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "diag/diagnostic.h"

namespace eligo::io::fhir {

struct Node {
  enum class Shape : std::uint8_t { kText, kBare, kList, kMap };   // kBare: a number, true or false, as written
  Shape shape = Shape::kText;
  std::uint32_t offset = 0;        // in the source
  std::string_view key;            // in a map
  std::string_view text;           // of kText and kBare
  const Node* child = nullptr;     // the first element of a list, the first value of a map
  const Node* next = nullptr;
};

/// A place in a tree that may be empty: asking an empty one gives an empty one, so that optional elements read plainly.
class Element {
 public:
  class Iterator {
   public:
    explicit Iterator(const Node* node) : node_(node) {}
    Element operator*() const { return Element(node_); }
    Iterator& operator++() { node_ = node_->next; return *this; }
    bool operator!=(const Iterator& other) const { return node_ != other.node_; }
   private:
    const Node* node_;
  };

  Element() = default;
  explicit Element(const Node* node) : node_(node) {}

  explicit operator bool() const { return node_ != nullptr; }
  /// The value of a key; empty where this is no map, or has none such.
  Element operator[](std::string_view key) const;
  /// The first element of a list.
  Element first() const { return is_list() ? Element(node_->child) : Element(); }
  bool is_list() const { return node_ != nullptr && node_->shape == Node::Shape::kList; }
  bool is_map() const { return node_ != nullptr && node_->shape == Node::Shape::kMap; }
  bool is_number() const { return node_ != nullptr && node_->shape == Node::Shape::kBare && node_->text != "true" && node_->text != "false"; }
  bool is_true() const { return node_ != nullptr && node_->shape == Node::Shape::kBare && node_->text == "true"; }
  std::string_view text() const { return node_ != nullptr ? node_->text : std::string_view(); }
  std::string_view key() const { return node_ != nullptr ? node_->key : std::string_view(); }
  std::uint32_t offset() const { return node_ != nullptr ? node_->offset : 0; }
  const Node* node() const { return node_; }
  /// The elements of a list, or the values of a map.
  Iterator begin() const { return Iterator(node_ != nullptr ? node_->child : nullptr); }
  Iterator end() const { return Iterator(nullptr); }

 private:
  const Node* node_ = nullptr;
};

/// A resource and where it stands.
struct Resource {
  Element root;
  std::string_view type, id;
  std::string_view full_url;         // of the entry; empty where it has none
  std::uint32_t entry = 0;           // index in the bundle
  bool is_entry = false;             // else the text itself, or a line of it
  std::uint32_t contained = 0;       // index in the resource that holds it
  bool is_contained = false;
  std::uint32_t line = 0;            // from 1, in the source
};

/// What stands in one JSON text of FHIR.
struct Content {
  std::vector<Resource> resources;
  std::string_view type;             // of the text itself: "Bundle", "Patient"; empty where it does not say
  std::size_t skipped = 0;           // resources that nobody reads
};

/// Whether some part of the reader looks at resources of a type.
bool is_read(std::string_view type);

/// Builds trees; keeps its memory from one record to the next.
class TreeReader {
 public:
  TreeReader();
  ~TreeReader();
  TreeReader(TreeReader&&) noexcept;

  /// Forgets all trees.
  void clear();
  /// Adds the resources of one JSON object. Texts of the tree lie in `source`, which must outlive it.
  base::Expected<Content, diag::Diagnostic> read(const diag::Source& source, diag::Span part);

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace eligo::io::fhir
