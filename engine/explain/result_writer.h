// The results of one program for a list of patients, as JSON: what render_json() makes of explain(), without the parts of
// a report that JSON does not show. What depends on the program alone is written beforehand.
#pragma once

#include <memory>
#include <string>

#include "explain/report.h"

namespace eligo::explain {

struct Scene;

class ResultWriter {
 public:
  ResultWriter(const program::Program& program, ReportContext context);   // the program must outlive it
  ~ResultWriter();

  /// At the end of `out`, on one line, without a line break. Of `outcome`, the criteria that fail or are unknown must have
  /// been recorded.
  void append(const model::PatientRecord& record, const eval::Outcome& outcome, const eval::EligibilityWindow& window, std::string& out);

 private:
  struct Pieces;
  void append_criteria(const Scene& scene, const std::vector<eval::CriterionOutcome>& all, std::string& out) const;
  void append_criterion(const Scene& scene, const eval::CriterionOutcome& outcome, std::string& out) const;
  void append_told(const Scene& scene, const eval::CriterionOutcome& outcome, std::string& out) const;

  const program::Program& program_;
  ReportContext context_;
  std::unique_ptr<Pieces> pieces_;
};

}  // namespace eligo::explain
