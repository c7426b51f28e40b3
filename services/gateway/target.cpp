#include "services/gateway/target.h"

#include <algorithm>
#include <array>
#include <optional>

#include "services/gateway/refusals.h"
#include "services/platform/execution/utf8.h"

namespace parcours::gateway {
namespace {

constexpr std::size_t kMostSegments = 16;
constexpr std::size_t kMostParameters = 100;
constexpr std::array<std::string_view, 6> kTokenNames{"access_token", "authorization", "bearer",
                                                      "id_token",     "jwt",           "token"};

// What stands before the separator is returned; what stands after it remains.
std::string_view CutAt(std::string_view& text, char separator) {
  const auto end = text.find(separator);
  const auto first = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  return first;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

// nullopt where an escape is broken or where it hides what is no text.
std::optional<std::string> Decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const int high = HexDigit(text[i + 1]);
    const int low = HexDigit(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  const bool plain = std::none_of(decoded.begin(), decoded.end(), IsControl);
  if (!plain || !execution::CountCodePoints(decoded)) return std::nullopt;
  return decoded;
}

bool IsPlainSegment(std::string_view segment) {
  return !segment.empty() && segment != "." && segment != ".." &&
         segment.find_first_of("/\\") == std::string_view::npos;
}

Result<void> ReadPath(std::string_view path, Target& target) {
  if (!path.starts_with('/') || path.ends_with('/')) return Refuse(PathMalformed());
  path.remove_prefix(1);
  // A verb is written as such; a colon in a value is escaped.
  const auto colon = path.find(':', path.rfind('/') + 1);
  if (colon != std::string_view::npos) {
    auto verb = Decoded(path.substr(colon + 1));
    if (!verb || !IsPlainSegment(*verb)) return Refuse(PathMalformed());
    target.verb = *std::move(verb);
    path = path.substr(0, colon);
  }
  do {
    auto segment = Decoded(CutAt(path, '/'));
    if (!segment || !IsPlainSegment(*segment) || target.segments.size() == kMostSegments)
      return Refuse(PathMalformed());
    target.segments.push_back(*std::move(segment));
  } while (!path.empty());
  return {};
}

Result<void> ReadQuery(std::string_view query, Target& target) {
  while (!query.empty()) {
    std::string written(CutAt(query, '&'));
    std::replace(written.begin(), written.end(), '+', ' ');
    std::string_view value = written;
    const auto name = Decoded(CutAt(value, '='));
    auto decoded = Decoded(value);
    if (!name || name->empty() || !decoded || target.parameters.size() == kMostParameters)
      return Refuse(QueryMalformed(kMostParameters));
    if (std::find(kTokenNames.begin(), kTokenNames.end(), *name) != kTokenNames.end())
      return Refuse(TokenInQuery(*name));
    target.parameters.push_back({*name, *std::move(decoded)});
  }
  return {};
}

}  // namespace

Result<Target> ReadTarget(std::string_view target) {
  Target read;
  TRY(ReadPath(CutAt(target, '?'), read));
  TRY(ReadQuery(target, read));
  return read;
}

}  // namespace parcours::gateway
