// Results read back row by row; a protocol's funnel begins with its first row of a record that could be read.
#include "batch_summary.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "batch/funnel_render.h"
#include "batch/result_list.h"
#include "files.h"
#include "io/json.h"
#include "list_files.h"

namespace eligo::cli {

namespace {

using clinical::RawValue;

std::unique_ptr<io::PieceSource> rows_at(const std::string& path) {
  return io::line_pieces({path, [path] { return open_stream(path); }});
}

const RawValue* find(const RawValue& map, std::string_view key) {
  for (std::size_t i = 0; i < map.keys.size(); ++i) {
    if (map.keys[i].first == key) return &map.items[i];
  }
  return nullptr;
}

std::string text(const RawValue& map, std::string_view key) {
  const RawValue* value = find(map, key);
  return value == nullptr ? "" : value->text;
}

/// The shapes that a manifest tells of; none where there is no manifest that can be read.
std::vector<batch::RowShape> shapes_in_manifest(const std::string& results) {
  std::vector<batch::RowShape> shapes;
  const std::string path = results + ".manifest.json";
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return shapes;
  const auto source = read_file(path, std::size_t{1} << 24U);
  if (!source) return shapes;
  io::JsonReader reader;
  const auto root = reader.read(*source, {0, static_cast<std::uint32_t>((*source)->text().size())});
  const RawValue* protocols = root ? find(*root, "protocols") : nullptr;
  if (protocols == nullptr) return shapes;
  for (const RawValue& protocol : protocols->items) {
    batch::RowShape shape{text(protocol, "protocol"), text(protocol, "title"), text(protocol, "version"), {}};
    const RawValue* criteria = find(protocol, "criteria");
    for (std::size_t i = 0; criteria != nullptr && i < criteria->items.size(); ++i) {
      shape.criteria.push_back({text(criteria->items[i], "id"), text(criteria->items[i], "title"), text(criteria->items[i], "kind") == "inclusion"});
    }
    shapes.push_back(std::move(shape));
  }
  return shapes;
}

void add_titles(batch::RowShape& shape, const std::vector<batch::RowShape>& known) {
  const auto found = std::find_if(known.begin(), known.end(), [&](const batch::RowShape& one) { return one.protocol == shape.protocol; });
  if (found == known.end()) return;
  shape.title = found->title;
  shape.version = found->version;
  for (batch::CriterionName& criterion : shape.criteria) {
    const auto same = std::find_if(found->criteria.begin(), found->criteria.end(), [&](const batch::CriterionName& one) { return one.id == criterion.id; });
    if (same != found->criteria.end()) criterion = *same;
  }
}

/// Grows funnels while rows are read.
class FunnelReader {
 public:
  explicit FunnelReader(const std::vector<std::string>& order) : order_(order) {}

  std::optional<diag::Diagnostic> read(const std::string& path) {
    for (batch::RowShape& shape : shapes_in_manifest(path)) titles_.push_back(std::move(shape));
    return results_.read(*rows_at(path), [this](const batch::Row& row, std::size_t protocol) { add(row, protocol); });
  }

  base::Expected<std::vector<batch::Funnel>, diag::Diagnostic> finish() {
    if (unknown_id_) {
      return base::Unexpected{diag::Diagnostic{diag::Code::E0802, "`--order` names `" + *unknown_id_ + "`, which is no criterion of `" + unknown_in_ + "`, or is named twice", "", nullptr, {}, {}}};
    }
    return std::move(funnels_);
  }

 private:
  void add(const batch::Row& row, std::size_t protocol) {
    const batch::RowShape& shape = results_.shapes()[protocol];
    if (protocol == funnels_.size()) funnels_.push_back(batch::Funnel(batch::RowShape{shape.protocol, "", "", {}}));
    if (funnels_[protocol].shape().criteria.size() != shape.criteria.size()) begin(protocol, shape);
    funnels_[protocol].add(row, protocol);
  }

  // The first row that tells the criteria: those before it could not be read.
  void begin(std::size_t protocol, batch::RowShape shape) {
    add_titles(shape, titles_);
    auto order = batch::order_of(shape, order_);
    if (!order) {
      unknown_id_ = order.error();
      unknown_in_ = shape.protocol;
      order = batch::order_of(shape, {});
    }
    batch::Funnel funnel(shape, *order);
    funnel.merge(funnels_[protocol]);
    funnels_[protocol] = std::move(funnel);
  }

  std::vector<std::string> order_;
  std::vector<batch::RowShape> titles_;
  batch::ResultList results_;
  std::vector<batch::Funnel> funnels_;   // by protocol
  std::optional<std::string> unknown_id_;
  std::string unknown_in_;
};

}  // namespace

FunnelFormat format_by_ending(const std::string& path) {
  if (path.ends_with(".csv")) return FunnelFormat::kCsv;
  return path.ends_with(".svg") ? FunnelFormat::kSvg : FunnelFormat::kText;
}

std::string laid_out(const std::vector<batch::Funnel>& funnels, FunnelFormat format) {
  switch (format) {
    case FunnelFormat::kCsv: return batch::funnel_csv(funnels);
    case FunnelFormat::kSvg: return batch::funnel_svg(funnels);
    case FunnelFormat::kText: break;
  }
  return batch::funnel_text(funnels);
}

Summary::Summary(const std::vector<batch::RowShape>& shapes) {
  for (const batch::RowShape& shape : shapes) funnels_.emplace_back(shape);
}

void Summary::merge(const Summary& other) {
  for (std::size_t i = 0; i < funnels_.size(); ++i) funnels_[i].merge(other.funnels_[i]);
}

std::optional<diag::Diagnostic> Summary::add_rows(const std::string& path) {
  batch::ResultList results;
  return results.read(*rows_at(path), [&](const batch::Row& row, std::size_t protocol) {
    const std::string& name = results.shapes()[protocol].protocol;
    for (batch::Funnel& funnel : funnels_) {
      if (funnel.shape().protocol == name) funnel.add(row, protocol);
    }
  });
}

base::Expected<std::vector<batch::Funnel>, diag::Diagnostic> funnels_of(const std::vector<std::string>& paths, const std::vector<std::string>& order) {
  FunnelReader reader(order);
  for (const std::string& path : paths) {
    if (auto trouble = reader.read(path)) return base::Unexpected{std::move(*trouble)};
  }
  return reader.finish();
}

}  // namespace eligo::cli
