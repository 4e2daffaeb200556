// The attrition diagram: those who remain on the left, from box to box downwards; who leaves, and why, on the right.
#include <fmt/format.h>

#include <algorithm>

#include "batch/funnel_render.h"

namespace eligo::batch {

namespace {

constexpr int kWidth = 860, kMargin = 24;
constexpr int kLeft = kMargin, kLeftWidth = 250, kRight = 330, kRightWidth = kWidth - kRight - kMargin;
constexpr int kLine = 18, kPadding = 10, kGap = 22;
constexpr std::size_t kMostLetters = 66;             // of a line in a box on the right
constexpr std::size_t kMostTests = 3;

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

using Lines = std::vector<std::string>;

int height_of(const Lines& lines) { return 2 * kPadding + kLine * static_cast<int>(lines.size()) - 4; }

/// Draws downwards; `y` is where the next thing begins.
class Drawing {
 public:
  explicit Drawing(int y) : y_(y) {}

  void heading(const std::string& text) {
    out_ += fmt::format("<text class=\"h\" x=\"{}\" y=\"{}\">{}</text>\n", kLeft, y_ + 16, escaped(one_line(text, 90)));
    y_ += 2 * kLine;
    last_ = 0;
  }

  void space() { y_ += kLine; }

  /// A box on the left, reached by an arrow from the one above.
  void main_box(const char* style, const Lines& lines) {
    if (last_ > 0) arrow(kLeft + kLeftWidth / 2, last_, kLeft + kLeftWidth / 2, y_);
    box(style, kLeft, kLeftWidth, lines);
    y_ += height_of(lines);
    last_ = y_;
    y_ += kGap;
  }

  /// A box on the right, reached by an arrow from the line that goes down on the left.
  void side_box(const char* style, const Lines& lines) {
    const int middle = y_ + height_of(lines) / 2;
    arrow(kLeft + kLeftWidth / 2, middle, kRight, middle);
    box(style, kRight, kRightWidth, lines);
    side_end_ = y_ + height_of(lines);
    y_ = side_end_ + kGap / 2;
  }

  /// Two boxes next to each other, below the last one on the left.
  void ends(const Lines& left, const Lines& right) {
    const int top = y_ = std::max(y_, side_end_ + kGap);   // the bend keeps clear of a box on the right
    main_box("good", left);
    const int bottom = y_;
    y_ = top;
    const int bend = top - kGap / 2;
    out_ += fmt::format("<path d=\"M{} {}H{}\"/>\n", kLeft + kLeftWidth / 2, bend, kRight + kRightWidth / 2);
    arrow(kRight + kRightWidth / 2, bend, kRight + kRightWidth / 2, y_);
    box("open", kRight, kRightWidth, right);
    y_ = std::max(bottom, y_ + height_of(right) + kGap);
  }

  int y() const { return y_; }
  const std::string& shapes() const { return out_; }

 private:
  void arrow(int x, int y, int to_x, int to_y) { out_ += fmt::format("<path class=\"a\" d=\"M{} {}L{} {}\"/>\n", x, y, to_x, to_y); }

  void box(const char* style, int x, int width, const Lines& lines) {
    out_ += fmt::format("<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\"/>\n", style, x, y_, width, height_of(lines));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      out_ += fmt::format("<text{} x=\"{}\" y=\"{}\">{}</text>\n", i == 0 ? " class=\"b\"" : "", x + kPadding, y_ + kPadding + 11 + kLine * static_cast<int>(i), escaped(one_line(lines[i], kMostLetters)));
    }
  }

  int y_;
  int last_ = 0;                         // the lower edge of the box above, on the left
  int side_end_ = 0;                     // the lower edge of the last box on the right
  std::string out_;
};

std::string n(std::uint64_t count) { return fmt::format("n = {}", count); }

std::string title_of(const CriterionName& criterion) { return criterion.title.empty() ? criterion.id : criterion.id + " " + criterion.title; }

Lines excluded(const Funnel& funnel, const FunnelStep& step) {
  Lines lines = {title_of(funnel.shape().criteria[step.criterion]), fmt::format("{} excluded; {} of the whole list by this alone", step.failed, funnel.criteria()[step.criterion].only_failed)};
  if (step.undecided > 0) lines.push_back(fmt::format("{} undecided here, kept", step.undecided));
  return lines;
}

Lines open_lines(const Funnel& funnel) {
  Lines lines = {"Undetermined, " + n(funnel.of(RowVerdict::kUndetermined))};
  if (funnel.one_answer_away() > 0) lines.push_back(fmt::format("{} of them one answer away", funnel.one_answer_away()));
  if (funnel.one_test_away() == 0) return lines;
  lines.push_back(fmt::format("{} of them one test away:", funnel.one_test_away()));
  const auto tests = by_count(funnel.unlocking());
  for (std::size_t i = 0; i < std::min(tests.size(), kMostTests); ++i) lines.push_back(fmt::format("· {} {}", tests[i].second, tests[i].first));
  if (tests.size() > kMostTests) lines.push_back(fmt::format("· and {} other tests", tests.size() - kMostTests));
  return lines;
}

void draw(const Funnel& funnel, Drawing& drawing) {
  const RowShape& shape = funnel.shape();
  drawing.heading(shape.title.empty() ? shape.protocol : shape.protocol + ": " + shape.title);
  drawing.main_box("main", {"In the list, " + n(funnel.rows())});
  if (funnel.of(RowVerdict::kError) > 0) drawing.side_box("out", {"Could not be read, " + n(funnel.of(RowVerdict::kError))});
  drawing.main_box("main", {"Screened, " + n(funnel.screened())});
  std::string idle;
  for (const FunnelStep& step : funnel.steps()) {
    if (step.failed == 0) {
      idle += (idle.empty() ? "" : ", ") + shape.criteria[step.criterion].id;
      continue;
    }
    drawing.side_box("out", excluded(funnel, step));
    drawing.main_box("main", {"Remain, " + n(step.remaining())});
  }
  if (!idle.empty()) drawing.side_box("idle", {"Nobody excluded by", idle});
  drawing.ends({"Eligible, " + n(funnel.of(RowVerdict::kEligible))}, open_lines(funnel));
  drawing.space();
}

std::string description(const std::vector<Funnel>& funnels) {
  std::string out;
  for (const Funnel& funnel : funnels) {
    out += fmt::format("{}{}: of {} in the list {} were screened; ", out.empty() ? "" : " ", funnel.shape().protocol, funnel.rows(), funnel.screened());
    for (const FunnelStep& step : funnel.steps()) {
      if (step.failed > 0) out += fmt::format("{} excluded {}, {} remained; ", title_of(funnel.shape().criteria[step.criterion]), step.failed, step.remaining());
    }
    out += fmt::format("{} eligible, {} undetermined.", funnel.of(RowVerdict::kEligible), funnel.of(RowVerdict::kUndetermined));
  }
  return out;
}

constexpr const char* kStyle =
    "<style>text{font:13px Helvetica,Arial,sans-serif;fill:#1b1b1b}.b,.h{font-weight:bold}.h{font-size:15px}"
    "rect{fill:#fff;stroke:#5b6770;stroke-width:1.2}.main{fill:#eef3f8}.out{fill:#fdf1ec}.idle{fill:#f6f6f6;stroke-dasharray:4 3}"
    ".good{fill:#e6f4e6}.open{fill:#fff8dc}path{stroke:#5b6770;stroke-width:1.2;fill:none}.a{marker-end:url(#tip)}</style>\n"
    "<defs><marker id=\"tip\" markerWidth=\"9\" markerHeight=\"8\" refX=\"8\" refY=\"4\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" style=\"fill:#5b6770\"/></marker></defs>\n";

}  // namespace

std::string funnel_svg(const std::vector<Funnel>& funnels) {
  Drawing drawing(kMargin);
  for (const Funnel& funnel : funnels) draw(funnel, drawing);
  return fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" aria-labelledby=\"t d\">\n"
                     "<title id=\"t\">Who remains after each criterion</title>\n<desc id=\"d\">{2}</desc>\n{3}<rect style=\"fill:#fff;stroke:none\" width=\"{0}\" height=\"{1}\"/>\n{4}</svg>\n",
                     kWidth, drawing.y(), escaped(one_line(description(funnels), 20000)), kStyle, drawing.shapes());
}

}  // namespace eligo::batch
