// Puts the codes of published value sets into a vocabulary. In: value_sets.yaml, where concepts name sets by title, and a
// JSON file of sets ({oid: {title, codes: [[system, code]]}}). Out: a vocabulary module on standard output.
// A code that belongs to several concepts becomes a concept of its own below all of them.
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/json_text.h"
#include "clinical/code_system.h"
#include "diag/render.h"
#include "io/read.h"

namespace {

using eligo::clinical::RawValue;
using eligo::clinical::value_of;
using Code = std::pair<std::string, std::string>;   // system, code
using Sets = std::map<std::string, std::set<Code>>; // by title; sets of one title are taken together

std::string text_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(std::string("cannot read ") + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

Sets read_sets(const char* path) {
  Sets out;
  for (const auto& set : nlohmann::json::parse(text_of(path))) {
    for (const auto& code : set.at("codes")) {
      out[set.at("title")].emplace(eligo::clinical::code_system(code.at(0).get<std::string>()).name, code.at(1).get<std::string>());
    }
  }
  return out;
}

// YAML in one line, every text in quotes; without the key `sets`.
std::string one_line(const RawValue& value) {
  using Shape = RawValue::Shape;
  if (value.shape == Shape::kText) return eligo::base::json_quoted(value.text);
  std::string out;
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    if (value.shape == Shape::kMap && value.keys[i].first == "sets") continue;
    if (!out.empty()) out += ", ";
    if (value.shape == Shape::kMap) out += eligo::base::json_quoted(value.keys[i].first) + ": ";
    out += one_line(value.items[i]);
  }
  return value.shape == Shape::kMap ? "{" + out + "}" : "[" + out + "]";
}

std::string with_codes(std::string body, const std::set<Code>& codes) {
  std::map<std::string, std::string> by_system;
  for (const auto& [system, code] : codes) by_system[system] += (by_system[system].empty() ? "" : ", ") + eligo::base::json_quoted(code);
  std::string list;
  for (const auto& [system, texts] : by_system) list += (list.empty() ? "" : ", ") + eligo::base::json_quoted(system) + ": [" + texts + "]";
  body.pop_back();
  return body + ", codes: {" + list + "}}";
}

/// What a code belongs to, and what kind of concept that is.
struct Members {
  std::vector<std::string> concepts;
  std::string kind;
};

std::map<Code, Members> members_of(const RawValue& concepts, const Sets& sets) {
  std::map<Code, Members> out;
  for (std::size_t i = 0; i < concepts.items.size(); ++i) {
    const RawValue* titles = value_of(concepts.items[i], "sets");
    if (titles == nullptr) continue;
    const std::string kind = value_of(concepts.items[i], "kind")->text;
    for (const RawValue& title : titles->items) {
      const auto found = sets.find(title.text);
      if (found == sets.end()) throw std::runtime_error("no value set has the title " + title.text);
      for (const Code& code : found->second) {
        Members& members = out[code];
        if (!members.kind.empty() && members.kind != kind) throw std::runtime_error("the code " + code.second + " belongs to concepts of several kinds");
        members.kind = kind;
        members.concepts.push_back(concepts.keys[i].first);
      }
    }
  }
  return out;
}

std::string name_of_shared(const Code& code) {
  std::string out = "shared_" + code.first + "_";
  for (const char c : code.second) out += eligo::base::is_letter(c) || eligo::base::is_digit(c) ? c : '_';
  return out;
}

void write_module(const RawValue& root, const Sets& sets) {
  const RawValue& concepts = *value_of(root, "concepts");
  const auto members = members_of(concepts, sets);
  std::map<std::string, std::set<Code>> own;
  for (const auto& [code, of] : members) {
    if (of.concepts.size() == 1) own[of.concepts.front()].insert(code);
  }
  std::cout << "module: " << value_of(root, "module")->text << "\nconcepts:\n";
  for (std::size_t i = 0; i < concepts.items.size(); ++i) {
    const std::string& name = concepts.keys[i].first;
    const std::string body = one_line(concepts.items[i]);
    std::cout << "  " << name << ": " << (own.contains(name) ? with_codes(body, own[name]) : body) << '\n';
  }
  for (const auto& [code, of] : members) {
    if (of.concepts.size() == 1) continue;
    std::string parents;
    for (const std::string& parent : of.concepts) parents += (parents.empty() ? "" : ", ") + parent;
    std::cout << "  " << name_of_shared(code) << ": " << with_codes("{kind: " + of.kind + ", is_a: [" + parents + "]}", {code}) << '\n';
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "run as: write_vocabulary VALUE_SETS.yaml SETS.json\n";
    return 2;
  }
  if (!std::ifstream(arguments[2])) {
    std::cerr << "SKIPPED: " << arguments[2] << " is not there\n";
    return 77;
  }
  try {
    const auto source = std::make_shared<const eligo::diag::SourceText>(arguments[1], text_of(arguments[1]));
    const auto documents = eligo::io::read_yaml(source);
    if (!documents) throw std::runtime_error(eligo::diag::render_plain(documents.error()));
    write_module(documents->at(0), read_sets(arguments[2]));
  } catch (const std::exception& trouble) {
    std::cerr << "error: " << trouble.what() << '\n';
    return 1;
  }
  return 0;
}
