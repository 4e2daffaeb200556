// Learning: rare, so that it may take its time.
#include "io/head_forms.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <vector>

namespace eligo::io {

namespace {

struct Place {
  std::string_view text;
  std::uint8_t* value;
};

// Only what stands in quotes may be another text in the next record.
bool is_quoted(std::string_view text) { return text.data()[-1] == '"' && text.data()[text.size()] == '"'; }

}  // namespace

void HeadForms::learn(const model::RecordBuilder& builder, std::string_view head, const HeadTexts& texts, std::uint32_t keys, clinical::Kind list) {
  if (!is_worth_learning()) return;
  auto form = std::make_unique<HeadForm>();
  form->keys = keys;
  form->list = list;
  model::PlainHead& values = form->values;
  std::vector<Place> places;
  for (const Place& place : {Place{texts.patient, &values.patient}, Place{texts.birth_date, &values.birth_date}, Place{texts.screening, &values.screening}}) {
    if (place.text.empty()) continue;
    if (!is_quoted(place.text)) return;
    places.push_back(place);
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.text.data() < b.text.data(); });
  std::vector<VaryingPart> parts;
  for (const Place& place : places) {
    *place.value = static_cast<std::uint8_t>(parts.size());
    parts.push_back({place.text, false});
  }
  if (builder.plain_head(values)) keep(head, parts, std::move(form));
}

}  // namespace eligo::io
