// Questions that a person answers: the question, the answer, who gave it and when.
#include "base/ascii.h"
#include "explain/sentences.h"

namespace eligo::explain {

namespace {

const model::Answer* answer_to(const Scene& scene, const program::Question& question) {
  for (const model::Answer& answer : scene.record.answers) {
    if (base::equal_folded(answer.name, question.name)) return &answer;
  }
  return nullptr;
}

std::string answered_words(value::Truth truth, const model::Answer* answer) {
  std::string out = value::is_true(truth) ? "answered yes" : "answered no";
  if (!answer) return out;
  if (!answer->by.empty()) out += " by " + answer->by;
  const std::string on = date_text(answer->on);
  return on.empty() ? out : out + " on " + on;
}

}  // namespace

void tell_question(const Leaf& leaf, Sentence& out) {
  const program::Question& question = leaf.scene.program.questions[leaf.node.question];
  const model::Answer* answer = answer_to(leaf.scene, question);
  out.brief = answered_words(leaf.finding.truth, answer);
  out.text.append("\"").append(question.text).append("\": ").append(out.brief);
  if (answer) out.facts.push_back({Citation::Of::kAnswer, static_cast<std::uint32_t>(answer - leaf.scene.record.answers.data())});
}

}  // namespace eligo::explain
