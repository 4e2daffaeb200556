// Versions and patients of a bundle.
#include "io/fhir/bundle.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "value/date.h"

namespace eligo::io::fhir {

namespace {

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::int64_t> instant_of(std::string_view text) {
  const auto span = value::parse_date(text);
  if (!span || !span->has_clock() || span->offset == value::TimeSpan::kNoOffset) return std::nullopt;
  return span->first_second() - std::int64_t{span->offset} * 60;
}

// Where nothing else tells: a correction replaces what it corrects, a result what was preliminary.
int rank_of(std::string_view status) {
  if (status == "entered-in-error") return 4;
  if (status == "corrected" || status == "amended") return 3;
  if (status == "preliminary" || status == "partial") return 1;
  if (status == "registered") return 0;
  return 2;
}

// Below 0: `b` is newer. 0: nothing tells.
int compare_versions(Element a, Element b) {
  const auto sign = [](auto x, auto y) { return x < y ? -1 : x > y ? 1 : 0; };
  const Element meta_a = a["meta"];
  const Element meta_b = b["meta"];
  const auto version_a = number_of(meta_a["versionId"].text());
  const auto version_b = number_of(meta_b["versionId"].text());
  if (version_a && version_b && version_a != version_b) return sign(*version_a, *version_b);
  const auto time_a = instant_of(meta_a["lastUpdated"].text());
  const auto time_b = instant_of(meta_b["lastUpdated"].text());
  if (time_a && time_b && time_a != time_b) return sign(*time_a, *time_b);
  return sign(rank_of(a["status"].text()), rank_of(b["status"].text()));
}

}  // namespace

Element subject_of(const Resource& resource) {
  for (const std::string_view key : kSubjectKeys) {
    if (const Element subject = resource.root[key]) return subject;
  }
  return Element();
}

bool is_of_nobody(std::string_view type) { return std::find(std::begin(kTypesOfNobody), std::end(kTypesOfNobody), type) != std::end(kTypesOfNobody); }

bool are_equal(Element a, Element b) {
  if (!a || !b) return !a && !b;
  if (a.node()->shape != b.node()->shape || a.key() != b.key() || a.text() != b.text()) return false;
  auto left = a.begin();
  auto right = b.begin();
  for (; left != a.end() && right != b.end(); ++left, ++right) {
    if (!are_equal(*left, *right)) return false;
  }
  return !(left != a.end()) && !(right != b.end());
}

void Bundle::clear() {
  resources_.clear();
  lost_.clear();
  by_url_.clear();
  by_type_and_id_.clear();
  kept_.clear();
  disputed_.clear();
}

void Bundle::add(const Content& content) { resources_.insert(resources_.end(), content.resources.begin(), content.resources.end()); }

bool Bundle::is_disputed(const Resource& resource) const {
  return std::find(disputed_.begin(), disputed_.end(), resource.root.node()) != disputed_.end();
}

// The one of two versions that counts.
const Resource* Bundle::settle(const Resource& older, const Resource& newer) {
  const int order = compare_versions(older.root, newer.root);
  if (order != 0) return order < 0 ? &newer : &older;
  if (!are_equal(older.root, newer.root)) disputed_.push_back(older.root.node());
  return &older;
}

void Bundle::drop_replaced() {
  std::unordered_map<std::string_view, std::size_t> first;   // by id
  std::unordered_multimap<std::string_view, std::size_t> more;
  std::vector<bool> is_replaced(resources_.size(), false);
  const auto is_same = [&](const Resource& a, const Resource& b) { return a.type == b.type && a.full_url == b.full_url; };
  for (std::size_t i = 0; i < resources_.size(); ++i) {
    const Resource& it = resources_[i];
    if (it.id.empty()) continue;
    const auto [found, is_new] = first.emplace(it.id, i);
    if (is_new) continue;
    const auto [begin, end] = more.equal_range(it.id);
    std::vector<std::size_t> others{found->second};
    for (auto other = begin; other != end; ++other) others.push_back(other->second);
    for (const std::size_t other : others) {
      if (is_replaced[other] || !is_same(resources_[other], it)) continue;
      is_replaced[settle(resources_[other], it) == &it ? other : i] = true;
    }
    more.emplace(it.id, i);
  }
  for (std::size_t i = 0; i < resources_.size(); ++i) {
    if (!is_replaced[i]) kept_.emplace(resources_[i].root.node(), i);
  }
}

void Bundle::index() {
  for (const Resource& it : resources_) {
    if (!kept_.contains(it.root.node())) continue;
    const auto put = [&](auto& map, std::string key) {
      const auto [found, is_new] = map.emplace(std::move(key), it.root);
      if (!is_new) found->second = Element();   // several: only the full address tells
    };
    if (!it.full_url.empty()) put(by_url_, std::string(it.full_url));
    if (!it.id.empty()) put(by_type_and_id_, std::string(it.type) + "/" + std::string(it.id));
  }
}

Bundle::Groups Bundle::group() {
  drop_replaced();
  index();
  Groups groups;
  std::unordered_map<const Node*, std::size_t> place;   // of a patient's root
  for (const Resource& it : resources_) {
    if (it.type != "Patient" || !kept_.contains(it.root.node())) continue;
    place.emplace(it.root.node(), groups.patients.size());
    groups.patients.push_back({&it, {}, {}});
  }
  const bool is_single = groups.patients.size() == 1;
  std::unordered_map<std::string_view, std::size_t> orphans;
  for (const Resource& it : resources_) {
    if (it.type == "Patient" || is_of_nobody(it.type) || !kept_.contains(it.root.node())) continue;
    const Element subject = subject_of(it);
    const auto owner = place.find(find(subject, it).node());
    if (owner != place.end()) {
      groups.patients[owner->second].resources.push_back(&it);
    } else if (is_single) {
      groups.patients.front().strays.push_back(&it);
    } else {
      const std::string_view name = subject["reference"].text();
      const auto [found, is_new] = orphans.emplace(name, groups.orphans.size());
      if (is_new) groups.orphans.push_back({std::string(name), {}});
      groups.orphans[found->second].resources.push_back(&it);
    }
  }
  return groups;
}

}  // namespace eligo::io::fhir
