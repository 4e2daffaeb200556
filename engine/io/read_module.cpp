// A vocabulary module in YAML to the tree that build_vocabulary checks. One document with a map; what the keys mean is not known here.
#include "io/raw_text.h"
#include "io/read.h"
#include "io/yaml.h"

namespace eligo::io {

namespace {

// Whatever is wrong with the text, to the reader of a module it is a module that cannot be read.
diag::Diagnostic as_module_trouble(diag::Diagnostic diagnostic) {
  diagnostic.code = diag::Code::E0701;
  return diagnostic;
}

base::Unexpected<diag::Diagnostic> no_module(const diag::Source& source, diag::Span span, std::string message) {
  return {trouble(diag::Code::E0701, source, span, std::move(message), "a module has the keys `module` and `concepts`")};
}

}  // namespace

base::Expected<clinical::ModuleSource, diag::Diagnostic> read_module(const diag::Source& source) {
  const auto documents = split_documents(source);
  if (documents.empty()) return no_module(source, {0, 0}, "the file holds no module");
  if (documents.size() > 1) return no_module(source, {documents[1].begin, documents[1].begin + 3}, "a second document in a module");
  auto root = read_document(source, documents[0]);
  if (!root) return base::Unexpected{as_module_trouble(root.error())};
  if (root->shape != clinical::RawValue::Shape::kMap) return no_module(source, root->span, "a module is a map of keys");
  return clinical::ModuleSource{source, std::move(*root)};
}

}  // namespace eligo::io
