// A vocabulary, a record and a program made by hand: evaluation is tested without any text being parsed.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "clinical/vocabulary_source.h"
#include "eval/evaluate.h"
#include "model/record.h"
#include "program/program.h"

namespace eligo::eval::testing {

inline clinical::RawValue text(std::string value) { return {clinical::RawValue::Shape::kText, std::move(value), {}, {}, {}}; }

inline clinical::RawValue map(std::vector<std::pair<std::string, clinical::RawValue>> entries) {
  clinical::RawValue out;
  out.shape = clinical::RawValue::Shape::kMap;
  for (auto& [key, value] : entries) {
    out.keys.push_back({key, {}});
    out.items.push_back(std::move(value));
  }
  return out;
}

inline std::shared_ptr<const clinical::Vocabulary> vocabulary() {
  const auto kind = [](const char* name) { return map({{"kind", text(name)}}); };
  clinical::ModuleSource module;
  module.source = std::make_shared<diag::SourceText>("small.yaml", "");
  module.root = map({{"module", text("small")},
                     {"concepts", map({{"infection", kind("condition")},
                                       {"surgery", kind("procedure")},
                                       {"drug", map({{"kind", text("treatment")}, {"half_life", text("2 days")}})},
                                       {"ALT", map({{"kind", text("observation")}, {"unit", text("U/L")}})}})}});
  diag::Sink sink;
  auto built = std::make_shared<clinical::Vocabulary>(clinical::build_vocabulary({module}, sink));
  return sink.has_errors() ? nullptr : built;
}

inline value::Day day(int year, int month, int of_month) { return value::day_from_civil({year, month, of_month}); }

/// Builds a program node by node, and a record fact by fact. Screening is 2026-11-22.
struct World {
  std::shared_ptr<const clinical::Vocabulary> words = vocabulary();
  program::Program program;
  model::PatientRecord record;

  World() {
    program.vocabulary = words;
    program.slots.by_concept.resize(words->size());
    program.slots.by_substance.resize(words->size());
    record.screening = value::TimeSpan::on(day(2026, 11, 22));
  }

  program::NodeId add(program::Node node, std::vector<program::NodeId> children = {}) {
    node.children = {static_cast<std::uint32_t>(program.children.size()), static_cast<std::uint32_t>(children.size())};
    program.children.insert(program.children.end(), children.begin(), children.end());
    return program.nodes.add(std::move(node));
  }

  /// A condition of the given truth: a question that is answered yes, no, or not at all.
  program::NodeId constant(value::Truth truth) {
    const std::string name = "q" + std::to_string(program.questions.size());
    program::Node node;
    node.op = program::Node::Op::kQuestion;
    node.question = program.questions.add({name, name});
    if (!is_unknown(truth)) record.answers.push_back({name, is_true(truth), "", {}});
    return add(std::move(node));
  }

  program::SlotId slot(const char* name) {
    const program::SlotId made(program.slots.slot_count++);
    for (clinical::ConceptId id : (*words)[words->find(name)].descendants) {
      program.slots.by_concept[id.index()] = {static_cast<std::uint32_t>(program.slots.entries.size()), 1};
      program.slots.entries.push_back({made, true});
    }
    return made;
  }

  program::MomentId screening() { return program.moments.add({}); }

  program::DurationId length(int amount, value::TimeUnit unit) {
    program::Duration duration;
    duration.fixed = {amount, unit};
    return program.durations.add(std::move(duration));
  }

  program::QueryId query(const char* name, std::vector<program::Window> windows = {}) {
    program::Query query;
    query.slot = slot(name);
    query.concepts = {words->find(name)};
    for (program::Window& window : windows) query.windows.push_back(program.windows.add(std::move(window)));
    return program.queries.add(std::move(query));
  }

  model::Fact& fact(const char* name, value::TimeSpan start, value::TimeSpan end) {
    model::Fact fact;
    fact.concept_id = words->find(name);
    fact.kind = (*words)[fact.concept_id].kind;
    fact.is_dated = true;
    fact.start = start;
    fact.end = end;
    record.facts.push_back(std::move(fact));
    return record.facts.back();
  }

  void complete(clinical::Kind kind) { record.declared_complete[static_cast<std::size_t>(kind)] = true; }

  Status status(program::NodeId rule, bool is_inclusion = true, std::vector<program::NodeId> applies = {}) {
    program.criteria.clear();
    program::Criterion criterion;
    criterion.is_inclusion = is_inclusion;
    criterion.id = "C";
    criterion.root = criterion.rule = rule;
    criterion.applies = std::move(applies);
    program.criteria.push_back(std::move(criterion));
    const Outcome plain = evaluate(program, record, Detail::kStatusOnly);
    const Outcome recorded = evaluate(program, record, Detail::kRecorded);
    return plain.criteria[0].status == recorded.criteria[0].status ? plain.criteria[0].status : static_cast<Status>(99);
  }

  value::Truth truth(program::NodeId rule) {
    switch (status(rule)) {
      case Status::kPass: return value::Truth::kTrue;
      case Status::kFail: return value::Truth::kFalse;
      case Status::kUnknown:
      case Status::kNotApplicable: return value::Truth::kUnknown;
    }
    throw std::string("recorded and plain evaluation disagree");
  }
};

}  // namespace eligo::eval::testing
