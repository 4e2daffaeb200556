// Resources that belong together: who refers to whom, which versions count, which resources are whose.
// In: resources as trees. Out: for each patient the resources that speak of that patient, in the order of the source.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "io/fhir/tree.h"

namespace eligo::io::fhir {

/// A line of a text of resources that could not be read, and so may be anybody's.
struct LostLine {
  std::uint32_t line = 0;
  std::string message;
};

/// The resources of one patient.
struct PatientGroup {
  const Resource* patient = nullptr;
  std::vector<const Resource*> resources;   // all but the Patient
  std::vector<const Resource*> strays;      // of a bundle of one patient: those that name someone who is not there
};

/// Resources of someone who is not there.
struct Orphans {
  std::string reference;                    // as written; empty where they name no one
  std::vector<const Resource*> resources;
};

class Bundle {
 public:
  void clear();
  void add(const Content& content);
  void add_lost(LostLine line) { lost_.push_back(std::move(line)); }

  const std::vector<LostLine>& lost() const { return lost_; }
  bool is_empty() const { return resources_.empty(); }

  struct Groups {
    std::vector<PatientGroup> patients;
    std::vector<Orphans> orphans;           // where there are several patients, or none
  };
  /// Leaves out what a newer version replaces. Pointers stay until the next `clear` or `add`.
  Groups group();
  /// Whether the resource stands twice with different contents, and nothing tells which is newer.
  bool is_disputed(const Resource& resource) const;

  /// What a Reference refers to: a contained resource, an entry by its address, by `Type/id`, or by an identifier.
  /// Empty where it is not there, or could be several.
  Element find(Element reference, const Resource& from) const;

 private:
  Element find_by_identifier(std::string_view type, std::string_view identifier) const;
  Element find_by_address(std::string_view text, const Resource& from) const;
  void index();
  void drop_replaced();
  const Resource* settle(const Resource& older, const Resource& newer);

  std::vector<Resource> resources_;
  std::vector<LostLine> lost_;
  std::unordered_map<std::string, Element> by_url_, by_type_and_id_;
  std::unordered_map<const Node*, std::size_t> kept_;      // roots of resources that count, with their index
  std::vector<const Node*> disputed_;
};

/// The keys under which resources name their patient.
inline constexpr std::string_view kSubjectKeys[] = {"subject", "patient", "individual"};
/// Types of resources that belong to no patient; others refer to them.
inline constexpr std::string_view kTypesOfNobody[] = {"Medication", "ResearchStudy"};

Element subject_of(const Resource& resource);
bool is_of_nobody(std::string_view type);

/// Whether two trees say the same.
bool are_equal(Element a, Element b);

}  // namespace eligo::io::fhir
