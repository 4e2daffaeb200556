// One patient's facts in the making: what the topics (observations, conditions, …) share to tell a RecordBuilder of them.
// In: resources of one patient. Out: facts with concepts of the vocabulary, each with its place; problems for the rest.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "io/fhir/bundle.h"
#include "model/record_builder.h"

namespace eligo::io::fhir {

using clinical::ConceptId;
using clinical::Kind;

/// What the codings of one thing come to.
struct Coded {
  ConceptId concept_id;      // the most specific of them; not valid where no concept has any of the codes
  ConceptId other;           // another concept that is neither above nor below: the codings contradict each other
  bool is_no_fact = false;   // the site says that no rule asks for it
};

/// Looks codes up; remembers the answers, since exports repeat few codes often.
class CodeBook {
 public:
  CodeBook(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options) : vocabulary_(vocabulary), options_(options) {}

  const clinical::Vocabulary& vocabulary() const { return vocabulary_; }
  const model::ReadOptions& options() const { return options_; }
  /// All codings of a CodeableConcept; its text only through the site's map, as a code of the system `text`.
  Coded find(Element codeable);
  Coded find_coding(Element coding);
  /// Of something that has identifiers in place of codes, or a name of its own in a system.
  Coded find_identifier(Element identifiers);
  Coded find_name(std::string_view system, std::string_view name);
  /// The moment that the site says these codes give; null where it says nothing of them.
  const std::string* find_moment(Element codeable) const;

 private:
  model::CodeMeaning meaning(std::string_view system, std::string_view code);
  void join(Coded& all, const model::CodeMeaning& one) const;

  const clinical::Vocabulary& vocabulary_;
  const model::ReadOptions& options_;
  std::unordered_map<std::string, model::CodeMeaning> known_;
  std::string key_;
};

/// The kinds of facts that resources of one type can be. The first is the list for what is of another kind.
using Kinds = std::vector<Kind>;

/// A fact as FHIR tells it.
struct Telling {
  const Resource* resource = nullptr;
  std::string part;           // of the resource: ".component[1]"; empty for the whole
  Coded code;
  std::vector<std::pair<std::string_view, std::string>> keys;         // of, value, on, …
  std::vector<std::pair<std::string_view, std::string>> attributes;   // given only where the concept has such, and can have that value
  std::vector<std::pair<diag::Code, std::string>> troubles;           // set the fact aside

  void put(std::string_view key, std::string_view text) { if (!text.empty()) keys.emplace_back(key, text); }
  void add_trouble(diag::Code code_of_it, std::string text) { troubles.emplace_back(code_of_it, std::move(text)); }
};

class Chart {
 public:
  Chart(CodeBook& codes, const Bundle& bundle, model::RecordBuilder& builder, const std::vector<std::string>* origins)
      : codes_(codes), bundle_(bundle), builder_(builder), origins_(origins) {}

  void read(const PatientGroup& group);

  // What the topics use.
  CodeBook& codes() { return codes_; }
  const clinical::Vocabulary& vocabulary() const { return codes_.vocabulary(); }
  const Bundle& bundle() const { return bundle_; }
  const value::TimeSpan& birth() const { return birth_; }
  /// A telling of a resource with what every resource shares: its concept, and the troubles that set it aside whole.
  /// None where no concept has its code; that is counted, and takes the completeness of `kinds`.
  std::optional<Telling> begin(const Resource& resource, Element codeable, const Kinds& kinds);
  /// The same for a concept that was found already.
  std::optional<Telling> begin(const Resource& resource, const Coded& code, Element codeable, const Kinds& kinds);
  void tell(const Telling& telling, const Kinds& kinds);
  /// A trouble with a resource that leaves its facts as they are; with kinds, their completeness is lost.
  void report(diag::Code code, const Resource& resource, std::string_view part, std::string text, const Kinds& lost = {});
  /// A thing whose code no concept has: counted, and it may hide facts of `kinds`.
  void add_unmapped(const Resource& resource, std::string name, std::string_view display, const Kinds& kinds);
  void add_moment(std::string_view name, std::string_view date, std::uint32_t line) { builder_.add_date(name, date, line); }
  /// A refuted condition or allergy: not there, unless another fact says so.
  void add_refuted(ConceptId concept_id) { refuted_.push_back(concept_id); }
  std::string place_of(const Resource& resource, std::string_view part) const;

 private:
  void read_patient(const Resource& patient);
  void read_resource(const Resource& resource);
  void tell_one(const Telling& telling, ConceptId concept_id, const Kinds& kinds);
  void give_attribute(ConceptId concept_id, Kind list, std::string_view name, std::string_view text);
  void note_unmapped(const Resource& resource, Element codeable, const Kinds& kinds);
  void finish();

  CodeBook& codes_;
  const Bundle& bundle_;
  model::RecordBuilder& builder_;
  const std::vector<std::string>* origins_;   // by line, of lines joined from several files; else null
  value::TimeSpan birth_;
  std::array<std::size_t, clinical::kKindCount> counts_{};       // facts by list
  std::array<std::size_t, clinical::kKindCount> unmapped_{};     // resources by kind that they may be of
  std::string first_unmapped_;
  std::vector<ConceptId> refuted_, told_;
};

// The topics; each in its own file.
void read_observations(Chart& chart, const std::vector<const Resource*>& resources);
void read_condition(Chart& chart, const Resource& resource);
void read_medication_use(Chart& chart, const Resource& resource);
void read_procedure(Chart& chart, const Resource& resource);
void read_immunization(Chart& chart, const Resource& resource);
void read_allergy(Chart& chart, const Resource& resource);
void read_adverse_event(Chart& chart, const Resource& resource);
void read_encounter(Chart& chart, const Resource& resource);
void read_report(Chart& chart, const Resource& resource);
void read_research_subject(Chart& chart, const Resource& resource);
void read_consents(Chart& chart, const std::vector<const Resource*>& resources);

/// The first code of a CodeableConcept (`active`), or its text where it has none.
std::string_view word_of(Element codeable);

}  // namespace eligo::io::fhir
