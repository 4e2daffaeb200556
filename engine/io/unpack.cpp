// gzip by zlib, Zstandard by libzstd, anything else as it is. Both libraries end in this file.
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include "io/byte_stream.h"

namespace eligo::io {

namespace {

constexpr std::size_t kPackedChunk = 1U << 16U;
constexpr std::string_view kGzipMark = "\x1F\x8B";
constexpr std::string_view kZstdMark = "\x28\xB5\x2F\xFD";

using Taken = base::Expected<std::size_t, diag::Diagnostic>;

class MemoryStream : public ByteStream {
 public:
  explicit MemoryStream(std::string bytes) : bytes_(std::move(bytes)) {}

  Taken read(char* to, std::size_t size) override {
    const std::size_t count = std::min(size, bytes_.size() - at_);
    std::memcpy(to, bytes_.data() + at_, count);
    at_ += count;
    return count;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

/// Packed bytes at hand, and more behind them.
class PackedInput {
 public:
  explicit PackedInput(std::unique_ptr<ByteStream> stream) : stream_(std::move(stream)) {}

  /// Whether there is a byte at hand, after reading where there was none.
  base::Expected<bool, diag::Diagnostic> has_more() {
    if (at_ < bytes_.size()) return true;
    const Taken taken = read_more(0);
    if (!taken) return base::Unexpected{taken.error()};
    return *taken > 0;
  }

  /// The first bytes, at most four, without taking them.
  base::Expected<std::string_view, diag::Diagnostic> peek() {
    while (bytes_.size() < kZstdMark.size()) {
      const Taken taken = read_more(bytes_.size());
      if (!taken) return base::Unexpected{taken.error()};
      if (*taken == 0) break;
    }
    return std::string_view(bytes_).substr(0, kZstdMark.size());
  }

  std::string_view rest() const { return std::string_view(bytes_).substr(at_); }
  void take(std::size_t count) { at_ += count; }
  std::size_t copy(char* to, std::size_t size) {
    const std::size_t count = bytes_.copy(to, size, at_);
    take(count);
    return count;
  }
  /// Past the bytes at hand, which must have been taken.
  Taken read(char* to, std::size_t size) { return stream_->read(to, size); }

 private:
  // Behind the first `kept` bytes at hand.
  Taken read_more(std::size_t kept) {
    bytes_.resize(kept + kPackedChunk);
    Taken taken = stream_->read(bytes_.data() + kept, kPackedChunk);
    bytes_.resize(kept + (taken ? *taken : 0));
    at_ = 0;
    return taken;
  }

  std::unique_ptr<ByteStream> stream_;
  std::string bytes_;
  std::size_t at_ = 0;
};

/// One of the two ways of unpacking.
class Unpacker {
 public:
  virtual ~Unpacker() = default;
  /// Unpacks some of `input` into `to`; nothing where the bytes are broken.
  virtual std::optional<std::size_t> unpack(PackedInput& input, char* to, std::size_t size) = 0;
  /// Whether all that was begun has ended.
  virtual bool is_whole() const = 0;
};

class Gzip : public Unpacker {
 public:
  Gzip() { is_ready_ = inflateInit2(&state_, 15 + 16) == Z_OK; }
  ~Gzip() override { inflateEnd(&state_); }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  std::optional<std::size_t> unpack(PackedInput& input, char* to, std::size_t size) override {
    if (!is_ready_) return std::nullopt;
    if (is_whole_ && inflateReset(&state_) != Z_OK) return std::nullopt;
    is_whole_ = false;
    const std::string_view rest = input.rest();
    state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest.data()));
    state_.avail_in = static_cast<uInt>(rest.size());
    state_.next_out = reinterpret_cast<Bytef*>(to);
    state_.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1U << 30U));
    const std::size_t room = state_.avail_out;
    const int result = inflate(&state_, Z_NO_FLUSH);
    input.take(rest.size() - state_.avail_in);
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) return std::nullopt;
    is_whole_ = result == Z_STREAM_END;
    return room - state_.avail_out;
  }

  bool is_whole() const override { return is_whole_; }

 private:
  z_stream state_{};
  bool is_ready_ = false;
  bool is_whole_ = false;
};

class Zstandard : public Unpacker {
 public:
  Zstandard() : state_(ZSTD_createDStream()) {}
  ~Zstandard() override { ZSTD_freeDStream(state_); }
  Zstandard(const Zstandard&) = delete;
  Zstandard& operator=(const Zstandard&) = delete;

  std::optional<std::size_t> unpack(PackedInput& input, char* to, std::size_t size) override {
    if (state_ == nullptr) return std::nullopt;
    const std::string_view rest = input.rest();
    ZSTD_inBuffer in{rest.data(), rest.size(), 0};
    ZSTD_outBuffer out{to, size, 0};
    const std::size_t result = ZSTD_decompressStream(state_, &out, &in);
    input.take(in.pos);
    if (ZSTD_isError(result) != 0) return std::nullopt;
    is_whole_ = result == 0;
    return out.pos;
  }

  bool is_whole() const override { return is_whole_; }

 private:
  ZSTD_DStream* state_;
  bool is_whole_ = false;
};

class UnpackedStream : public ByteStream {
 public:
  UnpackedStream(std::unique_ptr<ByteStream> stream, std::string name) : input_(std::move(stream)), name_(std::move(name)) {}

  Taken read(char* to, std::size_t size) override {
    if (!is_told_) {
      const auto first = input_.peek();
      if (!first) return base::Unexpected{first.error()};
      is_told_ = true;
      if (first->starts_with(kGzipMark)) unpacker_ = std::make_unique<Gzip>();
      else if (*first == kZstdMark) unpacker_ = std::make_unique<Zstandard>();
    }
    return unpacker_ ? unpack(to, size) : copy(to, size);
  }

 private:
  Taken copy(char* to, std::size_t size) { return input_.rest().empty() ? input_.read(to, size) : input_.copy(to, size); }

  // A library may hold back what it has unpacked, so it is asked once more after the last packed byte.
  Taken unpack(char* to, std::size_t size) {
    for (;;) {
      const auto more = input_.has_more();
      if (!more) return base::Unexpected{more.error()};
      if (!*more && unpacker_->is_whole()) return std::size_t{0};
      const auto count = unpacker_->unpack(input_, to, size);
      if (!count) return broken("holds packed bytes that are broken");
      if (*count > 0) return *count;
      if (!*more) return broken("ends in the middle of its packed bytes");
    }
  }

  Taken broken(const char* how) const {
    return base::Unexpected{diag::Diagnostic{diag::Code::E0801, "`" + name_ + "` " + how, "unpack it by hand to see how far it goes", nullptr, {}, {}}};
  }

  PackedInput input_;
  std::string name_;
  std::unique_ptr<Unpacker> unpacker_;   // null: not packed
  bool is_told_ = false;
};

}  // namespace

std::string_view without_packing(std::string_view name) {
  for (const std::string_view packed : {".gz", ".zst"}) {
    if (name.ends_with(packed)) name.remove_suffix(packed.size());
  }
  return name;
}

std::unique_ptr<ByteStream> stream_of(std::string bytes) { return std::make_unique<MemoryStream>(std::move(bytes)); }

std::unique_ptr<ByteStream> unpacked(std::unique_ptr<ByteStream> stream, std::string name) {
  return std::make_unique<UnpackedStream>(std::move(stream), std::move(name));
}

}  // namespace eligo::io
