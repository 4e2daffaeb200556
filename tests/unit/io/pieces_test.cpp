// Lists cut into pieces: the same pieces however the bytes arrive, broken ones in their place, nothing hidden by another.
#include <zlib.h>
#include <zstd.h>

#include <string>
#include <vector>

#include "catch.h"
#include "io/patient_list.h"

namespace {

using namespace eligo;
using io::Piece;

/// Gives at most `most` bytes at a time, and fails behind the last one where asked to.
class DripStream : public io::ByteStream {
 public:
  DripStream(std::string bytes, std::size_t most, bool fails) : bytes_(std::move(bytes)), most_(most), fails_(fails) {}
  base::Expected<std::size_t, diag::Diagnostic> read(char* to, std::size_t size) override {
    const std::size_t count = bytes_.copy(to, std::min(size, most_), at_);
    at_ += count;
    if (count == 0 && fails_) return base::Unexpected{diag::Diagnostic{diag::Code::E0801, "the disk is gone", "", nullptr, {}, {}}};
    return count;
  }

 private:
  std::string bytes_;
  std::size_t most_, at_ = 0;
  bool fails_;
};

/// Lines of `x`, each of a given length, made as they are read.
class LineStream : public io::ByteStream {
 public:
  explicit LineStream(std::vector<std::size_t> lengths) : lengths_(std::move(lengths)) {}
  base::Expected<std::size_t, diag::Diagnostic> read(char* to, std::size_t size) override {
    if (next_ == lengths_.size()) return std::size_t{0};
    const std::size_t count = std::min(size, lengths_[next_] - at_);
    std::fill_n(to, count, 'x');
    at_ += count;
    if (count == size) return count;
    to[count] = '\n';
    at_ = 0;
    ++next_;
    return count + 1;
  }

 private:
  std::vector<std::size_t> lengths_;
  std::size_t next_ = 0, at_ = 0;
};

io::ListFile file(std::string name, std::string bytes, std::size_t most = 1U << 20U, bool fails = false) {
  return {std::move(name), [=] { return io::OpenedStream(std::make_unique<DripStream>(bytes, most, fails)); }};
}

std::string shown(const Piece& piece) {
  const std::string place = std::string(piece.file) + ":" + std::to_string(piece.line) + "@" + std::to_string(piece.offset) + " ";
  return place + (piece.refusal != nullptr ? std::string(diag::text_of(piece.refusal->code)) : piece.text.size() > 1000 ? std::to_string(piece.text.size()) + " bytes" : std::string(piece.text));
}

/// All pieces; the diagnostic that ended the run comes last.
std::vector<std::string> pieces_of(std::vector<io::ListFile> files, io::Unreadable unreadable = io::Unreadable::kStop) {
  const auto source = io::list_pieces(std::move(files), {io::Pace::kFull, unreadable});
  std::vector<std::string> out;
  io::PieceBatch batch;
  for (;;) {
    batch.clear();
    const auto supply = source->fill(batch);
    for (std::size_t i = 0; i < batch.size(); ++i) out.push_back(shown(batch[i]));
    if (!supply) out.push_back("stopped: " + supply.error().message);
    if (!supply || *supply == io::Supply::kEnd) return out;
  }
}

std::string gzipped(const std::string& text) {
  std::string out(compressBound(text.size()) + 64, '\0');
  z_stream state{};
  REQUIRE(deflateInit2(&state, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  state.avail_in = static_cast<uInt>(text.size());
  state.next_out = reinterpret_cast<Bytef*>(out.data());
  state.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&state, Z_FINISH) == Z_STREAM_END);
  out.resize(state.total_out);
  deflateEnd(&state);
  return out;
}

std::string zstandard(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

const std::string kThree = "{\"patient\": \"A\"}\n\n{\"patient\": \"B\"}\r\n{\"patient\": \"C\"}";
const std::vector<std::string> kThreePieces = {"l.ndjson:1@0 {\"patient\": \"A\"}", "l.ndjson:3@18 {\"patient\": \"B\"}\r", "l.ndjson:4@36 {\"patient\": \"C\"}"};

}  // namespace

TEST_CASE("lines are the same however slowly they come") {
  for (const std::size_t most : {1U, 2U, 7U, 16U, 1000U}) CHECK(pieces_of({file("l.ndjson", kThree, most)}) == kThreePieces);
}

TEST_CASE("packed lists give the same pieces, also in several parts") {
  const std::string first = kThree.substr(0, 21), second = kThree.substr(21);
  for (const std::string& packed : {gzipped(kThree), zstandard(kThree), gzipped(first) + gzipped(second), zstandard(first) + zstandard(second)}) {
    for (const std::size_t most : {1U, 5U, 100000U}) CHECK(pieces_of({file("l.ndjson", packed, most)}) == kThreePieces);
  }
}

TEST_CASE("a packed list that ends too early or is broken ends the run") {
  for (const std::string& packed : {gzipped(kThree), zstandard(kThree)}) {
    CHECK(pieces_of({file("l.ndjson", packed.substr(0, packed.size() - 3))}).back() == "stopped: `l.ndjson` ends in the middle of its packed bytes");
  }
  std::string broken = gzipped(kThree);
  broken[broken.size() / 2] = static_cast<char>(~broken[broken.size() / 2]);
  CHECK(pieces_of({file("l.ndjson", broken)}).back() == "stopped: `l.ndjson` holds packed bytes that are broken");
}

TEST_CASE("a line that is too long is refused once, and the next one is read") {
  const std::size_t most = io::kLargestRecord;
  CHECK(pieces_of({{"l.ndjson", [=] { return io::OpenedStream(std::make_unique<LineStream>(std::vector<std::size_t>{most, most + 1, 2, most + 70000})); }}}) ==
        std::vector<std::string>{"l.ndjson:1@0 16777216 bytes", "l.ndjson:2@16777217 E0618", "l.ndjson:3@33554435 xx", "l.ndjson:4@33554438 E0618"});
}

TEST_CASE("a byte order mark is no part of the first record") {
  CHECK(pieces_of({file("l.ndjson", "\xEF\xBB\xBF{}\n{}", 1)}) == std::vector<std::string>{"l.ndjson:1@3 {}", "l.ndjson:2@6 {}"});
}

TEST_CASE("documents are cut at their markers") {
  const std::string stream = "# two\n---\npatient: A\n...\n# between\n---\npatient: B\n---\n\n---\n{patient: C}\n";
  for (const std::size_t most : {1U, 9U, 1000U}) {
    CHECK(pieces_of({file("s.yaml", stream, most)}) == std::vector<std::string>{"s.yaml:2@6 ---\npatient: A\n...\n", "s.yaml:6@35 ---\npatient: B\n", "s.yaml:10@55 ---\n{patient: C}\n"});
  }
  CHECK(pieces_of({file("s.yaml", "# nothing\n")}) == std::vector<std::string>{"s.yaml:1@0 E0601"});
}

TEST_CASE("a document that is too long is refused, and the next one is read") {
  const std::string longest = "patient: " + std::string(io::kLargestYaml, 'x') + "\n";
  CHECK(pieces_of({file("s.yaml", longest + "---\na: b\n")}) == std::vector<std::string>{"s.yaml:1@0 E0618", "s.yaml:2@1048586 ---\na: b\n"});
}

TEST_CASE("a file without a known ending is told by its first line") {
  CHECK(pieces_of({file("-", "patient: A\nsex: male\n")}) == std::vector<std::string>{"-:1@0 patient: A\nsex: male\n"});
  CHECK(pieces_of({file("-", "ent\": \"A\"}\n{}\n", 1)}) == std::vector<std::string>{"-:1@0 ent\": \"A\"}", "-:2@11 {}"});
  CHECK(pieces_of({file("-", "")}).empty());
}

TEST_CASE("a JSON file holds one record over many lines, or one a line") {
  CHECK(pieces_of({file("r.json", "{\n\"patient\": \"A\"\n}\n")}) == std::vector<std::string>{"r.json:1@0 {\n\"patient\": \"A\"\n}\n"});
  CHECK(pieces_of({file("r.json", "{}\n{}\n")}) == std::vector<std::string>{"r.json:1@0 {}", "r.json:2@3 {}"});
  CHECK(pieces_of({file("r.json", "[{}]")}) == std::vector<std::string>{"r.json:1@0 E0617"});
  CHECK(pieces_of({file("r.json", " \n")}) == std::vector<std::string>{"r.json:1@0 E0601"});
}

TEST_CASE("input that fails ends the run, or is one record of a folder") {
  const auto list = [] { return std::vector<io::ListFile>{file("a.ndjson", "{}\n{", 4, true), file("b.ndjson", "{}\n")}; };
  CHECK(pieces_of(list()) == std::vector<std::string>{"a.ndjson:1@0 {}", "stopped: the disk is gone"});
  CHECK(pieces_of(list(), io::Unreadable::kReject) == std::vector<std::string>{"a.ndjson:1@0 {}", "a.ndjson:0@0 E0801", "b.ndjson:1@0 {}"});
}

TEST_CASE("whole lines are handed on at once where that is asked for") {
  const auto source = io::list_pieces({file("-", "{}\n{}\n{", 3)}, {io::Pace::kPrompt, io::Unreadable::kStop});
  std::vector<std::size_t> sizes;
  for (io::PieceBatch batch;;) {
    batch.clear();
    const auto supply = source->fill(batch);
    REQUIRE(supply);
    sizes.push_back(batch.size());
    if (*supply == io::Supply::kEnd) break;
  }
  CHECK(sizes == std::vector<std::size_t>{2, 1});
}

TEST_CASE("a piece of a list becomes the record that the file alone would be") {
  diag::Sink sink;
  const clinical::Vocabulary vocabulary = clinical::build_vocabulary({}, sink);
  const auto reader = io::list_reader(vocabulary, {});
  const auto source = io::list_pieces({file("l.ndjson", "{\"patient\": \"A\"}\n{\"patient\": \"A\", \"patient\": \"B\"}\npatient: C\n{\"patient\": \"D\"}"), file("d.yaml", "\n\n# one\npatient: E\n")}, {io::Pace::kFull, io::Unreadable::kStop});
  io::PieceBatch batch;
  REQUIRE(source->fill(batch));
  REQUIRE(batch.size() == 5);
  std::vector<io::ReadRecord> records;
  for (std::size_t i = 0; i < batch.size(); ++i) reader->read(batch[i], records);
  REQUIRE(records.size() == 5);
  std::vector<std::string> read;
  for (const io::ReadRecord& record : records) {
    read.push_back(std::to_string(record.line) + " " + (record.record ? record.record->patient : diag::text_of(record.record.error().code)));
  }
  CHECK(read == std::vector<std::string>{"1 A", "2 E0616", "3 E0601", "4 D", "3 E"});
}
