// Rows as NDJSON: keys in one order, the same keys in every row. What can be written beforehand is, and is copied.
#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string_view>

#include "base/json_text.h"
#include "batch/row_writers.h"

namespace eligo::batch {

namespace {

using base::json_quoted;
using namespace std::string_view_literals;

/// Texts that are copied again and again, in whole blocks: where they are copied to there is room for a block more.
class Stamps {
 public:
  static constexpr std::size_t kBlock = 32;
  struct Stamp {
    std::uint32_t begin = 0, size = 0;
  };

  Stamp add(std::string_view text) {
    texts_.resize(texts_.size() - kBlock);
    const Stamp stamp{static_cast<std::uint32_t>(texts_.size()), static_cast<std::uint32_t>(text.size())};
    texts_ += text;
    texts_.append(kBlock, ' ');
    return stamp;
  }
  /// The end of what was put there.
  char* put(Stamp stamp, char* to) const {
    const char* const from = texts_.data() + stamp.begin;
    std::memcpy(to, from, kBlock);
    for (std::size_t done = kBlock; done < stamp.size; done += kBlock) std::memcpy(to + done, from + done, kBlock);
    return to + stamp.size;
  }

 private:
  std::string texts_ = std::string(kBlock, ' ');
};

char* put(std::string_view text, char* to) {
  std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

class JsonRows : public RowWriter {
 public:
  explicit JsonRows(const std::vector<RowShape>& shapes) {
    for (const RowShape& shape : shapes) pieces_.emplace_back(shape);
  }

  void write(const Row& row, std::size_t program, std::string& out) const override {
    const Pieces& pieces = pieces_[program];
    out += "{\"patient\": "sv;
    if (row.verdict == RowVerdict::kError) out += "null"sv;
    else base::append_json_quoted(out, row.patient);
    out += pieces.verdicts[static_cast<std::size_t>(row.verdict)];
    if (!row.cohort.empty()) out += ", \"cohort\": " + json_quoted(row.cohort);
    write_statuses(row.statuses, pieces, out);
    write_missing(row, pieces, out);
    write_problems(row, out);
    if (row.append_report) row.append_report(out += ", \"report\": "sv);
    out += "}\n"sv;
  }

 private:
  /// What rows of one protocol are put together from.
  struct Pieces {
    explicit Pieces(const RowShape& shape) {
      for (std::size_t v = 0; v < kRowVerdicts; ++v) {
        verdicts[v] = ", \"protocol\": " + json_quoted(shape.protocol) + ", \"verdict\": \"" + name_of(static_cast<RowVerdict>(v)) + '"';
      }
      for (const CriterionName& criterion : shape.criteria) {
        const std::string key = (ids.empty() ? "" : ", ") + json_quoted(criterion.id) + ": \"";
        ids.push_back(json_quoted(criterion.id));
        listed.push_back(stamps.add(ids.back() + ", "));
        statuses.emplace_back();
        std::size_t longest = 0;
        for (std::size_t s = 0; s < eval::kStatuses; ++s) {
          const std::string text = key + eval::name_of(static_cast<eval::Status>(s)) + '"';
          statuses.back()[s] = stamps.add(text);
          longest = std::max(longest, text.size());
        }
        most_bytes += longest + listed.back().size;   // in one of the lists, at most
      }
    }

    std::array<std::string, kRowVerdicts> verdicts;                     // from the protocol to the verdict
    std::vector<std::string> ids;                                       // in quotes
    Stamps stamps;
    std::vector<Stamps::Stamp> listed;                                  // `"I1", `
    std::vector<std::array<Stamps::Stamp, eval::kStatuses>> statuses;   // `, "I1": "pass"`
    std::size_t most_bytes = kKeys.size() + Stamps::kBlock;             // that statuses take, those behind the last included
  };
  static constexpr std::string_view kKeys = ", \"failed\": [], \"unknown\": [], \"criteria\": {";

  // Grown to the most that it can be, written, and cut.
  static void write_statuses(const std::vector<eval::Status>& statuses, const Pieces& pieces, std::string& out) {
    const std::size_t before = out.size();
    out.resize(before + pieces.most_bytes);
    char* at = put(", \"failed\": ["sv, out.data() + before);
    at = put_ids(statuses, pieces, eval::Status::kFail, at);
    at = put("], \"unknown\": ["sv, at);
    at = put_ids(statuses, pieces, eval::Status::kUnknown, at);
    at = put("], \"criteria\": {"sv, at);
    for (std::size_t i = 0; i < statuses.size(); ++i) at = pieces.stamps.put(pieces.statuses[i][static_cast<std::size_t>(statuses[i])], at);
    out.resize(static_cast<std::size_t>(at - out.data()));
  }

  static char* put_ids(const std::vector<eval::Status>& statuses, const Pieces& pieces, eval::Status status, char* at) {
    static_assert(sizeof(eval::Status) == 1);   // as memchr wants it
    const auto next = [&](std::size_t from) -> std::size_t {
      const void* found = from < statuses.size() ? std::memchr(statuses.data() + from, static_cast<int>(status), statuses.size() - from) : nullptr;
      return found == nullptr ? statuses.size() : static_cast<std::size_t>(static_cast<const eval::Status*>(found) - statuses.data());
    };
    char* end = at;
    for (std::size_t i = next(0); i < statuses.size(); i = next(i + 1)) {
      at = pieces.stamps.put(pieces.listed[i], at);
      end = at - ", "sv.size();
    }
    return end;
  }

  static void write_missing(const Row& row, const Pieces& pieces, std::string& out) {
    out += "}, \"missing\": ["sv;
    for (std::size_t m = 0; m < row.missing.size(); ++m) {
      const RowMissing& missing = row.missing[m];
      out += m > 0 ? ", {\"of\": " : "{\"of\": ";
      out += json_quoted(missing.of) + ", \"why\": \"" + eval::name_of(missing.why) + "\", \"criteria\": [";
      for (std::size_t i = 0; i < missing.criteria.size(); ++i) out += (i > 0 ? ", " : "") + pieces.ids[missing.criteria[i]];
      out += "]}";
    }
    out += ']';
  }

  static void write_problems(const Row& row, std::string& out) {
    out += ", \"problems\": ["sv;
    for (std::size_t p = 0; p < row.problems.size(); ++p) {
      const RowProblem& problem = row.problems[p];
      out += p > 0 ? ", " : "";
      out += "{\"code\": \"" + problem.code + "\", \"at\": " + json_quoted(problem.at);
      if (!problem.text.empty()) out += ", \"text\": " + json_quoted(problem.text);
      out += '}';
    }
    out += ']';
  }

  std::vector<Pieces> pieces_;           // by program
};

}  // namespace

std::unique_ptr<RowWriter> json_rows(const std::vector<RowShape>& shapes) { return std::make_unique<JsonRows>(shapes); }

}  // namespace eligo::batch
