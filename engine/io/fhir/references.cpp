// What a Reference refers to, in all the forms that FHIR has for it.
#include "io/fhir/bundle.h"

namespace eligo::io::fhir {

namespace {

bool is_web_address(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

// `Type/id` at the end of an address, without the number of a version.
std::string_view type_and_id(std::string_view text) {
  if (const std::size_t history = text.find("/_history/"); history != std::string_view::npos) text = text.substr(0, history);
  const std::size_t id = text.rfind('/');
  if (id == std::string_view::npos) return {};
  const std::size_t type = id == 0 ? std::string_view::npos : text.rfind('/', id - 1);
  return type == std::string_view::npos ? text : text.substr(type + 1);
}

// An entry's address without its own `Type/id`.
std::string_view base_of(std::string_view url) {
  const std::string_view own = type_and_id(url);
  return own.empty() ? std::string_view() : url.substr(0, url.size() - own.size());
}

bool has_identifier(Element root, std::string_view system, std::string_view value, bool any_system) {
  for (const Element it : root["identifier"]) {
    if (it["value"].text() == value && (any_system || it["system"].text() == system)) return true;
  }
  return false;
}

}  // namespace

Element Bundle::find(Element reference, const Resource& from) const {
  const std::string_view text = reference["reference"].text();
  if (text.empty()) {
    const Element identifier = reference["identifier"];
    const std::string_view value = identifier["value"].text();
    if (value.empty()) return Element();
    return find_by_identifier(reference["type"].text(), std::string(identifier["system"].text()) + "|" + std::string(value));
  }
  if (text.front() == '#') {
    for (const Element it : from.root["contained"]) {
      if (it["id"].text() == text.substr(1)) return it;
    }
    return Element();
  }
  constexpr std::string_view kQuery = "?identifier=";
  if (const std::size_t query = text.find(kQuery); query != std::string_view::npos) {
    return find_by_identifier(text.substr(0, query), text.substr(query + kQuery.size()));
  }
  return find_by_address(text, from);
}

Element Bundle::find_by_address(std::string_view text, const Resource& from) const {
  if (const auto found = by_url_.find(std::string(text)); found != by_url_.end()) return found->second;
  const bool is_web = is_web_address(text);
  if (!is_web && is_web_address(from.full_url)) {
    const auto found = by_url_.find(std::string(base_of(from.full_url)) + std::string(text));
    if (found != by_url_.end()) return found->second;
  }
  const auto found = by_type_and_id_.find(std::string(type_and_id(text)));
  if (found == by_type_and_id_.end() || !found->second) return Element();
  if (!is_web) return found->second;
  const Resource& it = resources_[kept_.at(found->second.node())];   // another server's resource may have that id too
  return is_web_address(it.full_url) ? Element() : found->second;
}

// `system|value`, or a value of any system.
Element Bundle::find_by_identifier(std::string_view type, std::string_view identifier) const {
  const std::size_t bar = identifier.rfind('|');
  const bool any_system = bar == std::string_view::npos;
  const std::string_view system = any_system ? std::string_view() : identifier.substr(0, bar);
  const std::string_view value = any_system ? identifier : identifier.substr(bar + 1);
  Element found;
  for (const Resource& it : resources_) {
    if ((!type.empty() && it.type != type) || !kept_.contains(it.root.node()) || !has_identifier(it.root, system, value, any_system)) continue;
    if (found) return Element();
    found = it.root;
  }
  return found;
}

}  // namespace eligo::io::fhir
