// yaml-cpp reads, its marks become spans. Good for well-formed test texts only; the real reader is io/.
#include "module_text.h"

#include <yaml-cpp/yaml.h>

#include "catch.h"

namespace eligo::clinical::test {

namespace {

RawValue raw_from(const YAML::Node& node) {
  RawValue raw;
  raw.span.begin = static_cast<std::uint32_t>(node.Mark().pos);
  raw.span.end = raw.span.begin + 1;
  if (node.IsSequence()) {
    raw.shape = RawValue::Shape::kList;
    for (const YAML::Node& item : node) raw.items.push_back(raw_from(item));
  } else if (node.IsMap()) {
    raw.shape = RawValue::Shape::kMap;
    for (const auto& pair : node) {
      const RawValue key = raw_from(pair.first);
      raw.keys.emplace_back(key.text, key.span);
      raw.items.push_back(raw_from(pair.second));
    }
  } else {
    raw.text = node.IsNull() ? "" : node.Scalar();
    raw.span.end = raw.span.begin + static_cast<std::uint32_t>(raw.text.size());
  }
  return raw;
}

}  // namespace

ModuleSource module_from(const std::string& name, const std::string& yaml) {
  return {std::make_shared<const diag::SourceText>(name + ".yaml", yaml), raw_from(YAML::Load(yaml))};
}

ModuleSource concepts(const std::string& lines) {
  std::string yaml = "module: m\nconcepts:\n";
  std::size_t at = 0;
  while (at < lines.size()) {
    std::size_t end = lines.find('\n', at);
    if (end == std::string::npos) end = lines.size();
    yaml += "  " + lines.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return module_from("m", yaml);
}

Built build(const std::vector<ModuleSource>& modules) {
  diag::Sink sink;
  Vocabulary vocabulary = build_vocabulary(modules, sink);
  return {std::move(vocabulary), sink.sorted(), sink.error_count()};
}

Vocabulary built(const std::string& concept_lines) {
  Built result = build({concepts(concept_lines)});
  for (const diag::Diagnostic& d : result.diagnostics) FAIL(d.message << " (" << d.help << ")");
  return std::move(result.vocabulary);
}

}  // namespace eligo::clinical::test
