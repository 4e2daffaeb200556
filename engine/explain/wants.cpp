// The wants of the responsible leaves, each once.
#include "explain/wants.h"

#include <algorithm>

#include "base/ascii.h"
#include "explain/reason_tree.h"

namespace eligo::explain {

std::vector<OpenWant> open_wants(const program::Program& program, const eval::Recording& recording, eval::FindingId root) {
  std::vector<OpenWant> out;
  for (const ResponsibleLeaf& leaf : responsible_leaves(program, recording, root)) {
    const eval::Finding& finding = recording[leaf.finding];
    if (!value::is_unknown(finding.truth)) continue;
    for (const eval::Want& want : finding.wants) {
      const auto is_same = [&](const OpenWant& one) { return one.why == want.why && base::equal_folded(one.of, want.of); };
      if (std::none_of(out.begin(), out.end(), is_same)) out.push_back({want.of, want.why});
    }
  }
  return out;
}

}  // namespace eligo::explain
