// Which facts of the record at hand belong to which slot. In: the slot tables of several programs of one vocabulary, then
// one record after the other. Out: for each slot a chain of facts in the order of the record. Equal slots, of one program
// or of several, are one; one pass over a record makes all chains.
#pragma once

#include <cstdint>
#include <vector>

#include "model/record.h"
#include "program/program.h"

namespace eligo::eval {

class FactIndex {
 public:
  explicit FactIndex(const std::vector<const program::Program*>& programs);

  /// The slots of that program, by their ids there, as they are numbered here.
  const std::vector<std::uint32_t>& slots_of(std::size_t program) const { return slots_of_[program]; }

  void turn_to(const model::PatientRecord& record);

  struct Entry {
    std::uint32_t fact;                        // of the record
    std::uint32_t next;                        // of the same slot, or kNoMore
    bool is_sure;                              // whether its concept surely matches
  };
  static constexpr std::uint32_t kNoMore = 0xffffffffU;
  /// The first of the chain of a slot, or kNoMore.
  std::uint32_t first(std::uint32_t slot) const { return heads_[slot]; }
  const Entry& operator[](std::uint32_t entry) const { return entries_[entry]; }

  bool is_study_disease_marked() const { return is_study_disease_marked_; }

 private:
  /// Of one concept: the slots that its facts belong to.
  struct Place {
    std::uint32_t slot;
    bool is_sure;
  };
  std::vector<program::Range> by_concept_, by_substance_;   // in places_
  std::vector<Place> places_;
  std::vector<std::vector<std::uint32_t>> slots_of_;
  std::size_t most_places_ = 0;                // of one fact

  std::vector<std::uint32_t> heads_;           // by slot
  std::vector<Entry> entries_;                 // as long as the longest record so far
  bool is_study_disease_marked_ = false;
};

}  // namespace eligo::eval
