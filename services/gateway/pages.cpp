#include "services/gateway/pages.h"

#include <fstream>
#include <iterator>

#include "services/gateway/headers.h"
#include "services/gateway/problem.h"
#include "services/gateway/refusals.h"
#include "services/gateway/target.h"

namespace parcours::gateway {
namespace {

constexpr std::string_view kRoot = "/app";
constexpr std::string_view kIndex = "/app/index.html";
constexpr std::string_view kHashed = "/app/assets/";
constexpr std::size_t kMostPageBytes = 64 * 1024 * 1024;

// No script, style or connection but our own; nobody frames us.
constexpr const char* kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

const char* TypeOf(const std::filesystem::path& file) {
  static const std::map<std::string, const char*> types{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".map", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".txt", "text/plain; charset=utf-8"}};
  const auto found = types.find(file.extension().string());
  return found == types.end() ? "application/octet-stream" : found->second;
}

void Protect(Response& response) {
  response.set("Content-Security-Policy", kContentSecurityPolicy);
  response.set("Referrer-Policy", "same-origin");
  response.set("X-Content-Type-Options", "nosniff");
  response.set("Cross-Origin-Opener-Policy", "same-origin");
  response.set("Cross-Origin-Resource-Policy", "same-origin");
  response.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
}

}  // namespace

Result<Pages> Pages::Read(const std::filesystem::path& folder) {
  Pages pages;
  std::error_code failed;
  std::size_t bytes = 0;
  for (std::filesystem::recursive_directory_iterator file(folder, failed), end;
       !failed && file != end; file.increment(failed)) {
    if (file->is_symlink() || !file->is_regular_file()) continue;
    std::ifstream stream(file->path(), std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(stream), {}};
    bytes += content.size();
    if (!stream || bytes > kMostPageBytes) return Refuse(PagesUnreadable(folder.string()));
    const auto address =
        std::string(kRoot) + "/" + file->path().lexically_relative(folder).generic_string();
    const auto kept =
        address.starts_with(kHashed) ? Published::Kept::kForEver : Published::Kept::kAsked;
    pages.files_.emplace(address, Published(TypeOf(file->path()), std::move(content), kept));
  }
  if (failed || !pages.files_.contains(kIndex)) return Refuse(PagesUnreadable(folder.string()));
  return pages;
}

std::optional<Response> Pages::Answer(const Request& request) const {
  const auto path = PathOf(request);
  if (path != "/" && path != kRoot && !path.starts_with(std::string(kRoot) + "/"))
    return std::nullopt;
  const auto page = Find(request);
  Response response;
  if (!page) {
    response = ProblemFor(request, page.error());
  } else if (path == "/") {
    response.result(http::status::permanent_redirect);
    response.set(http::field::location, std::string(kRoot) + "/");
  } else {
    response = (*page)->Answer(request);
  }
  Protect(response);
  return response;
}

Result<const Published*> Pages::Find(const Request& request) const {
  if (request.method() != http::verb::get && request.method() != http::verb::head)
    return Refuse(MethodNotAllowed("GET, HEAD"));
  const auto path = PathOf(request);
  const auto found = files_.find(path);
  if (found != files_.end()) return &found->second;
  // What an address of the script may be: as plain as any other.
  if (path.size() > kRoot.size() + 1) {
    const auto sent = request.target();
    TRY(ReadTarget({sent.data(), sent.size()}));
  }
  if (path.starts_with(kHashed)) return Refuse(RouteUnknown());
  return &files_.find(kIndex)->second;
}

}  // namespace parcours::gateway
