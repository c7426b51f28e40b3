#include "services/gateway/published.h"

#include <utility>

#include "services/platform/security/cipher.h"
#include "services/platform/security/signing.h"

namespace parcours::gateway {
Published::Published(std::string type, std::string body, Kept kept)
    : type_(std::move(type)),
      body_(std::move(body)),
      etag_("\"" + security::ToBase64Url(security::Digest(body_)) + "\""),
      kept_(kept) {}

Response Published::Answer(const Request& request) const {
  Response response;
  response.set(http::field::etag, etag_);
  response.set(http::field::cache_control,
               kept_ == Kept::kForEver ? "public, max-age=31536000, immutable" : "no-cache");
  response.set("X-Content-Type-Options", "nosniff");
  // A proxy that compresses writes W/ before it.
  if (HeaderOf(request, http::field::if_none_match).find(etag_) != std::string_view::npos) {
    response.result(http::status::not_modified);
    return response;
  }
  response.result(http::status::ok);
  response.set(http::field::content_type, type_);
  response.body() = body_;
  return response;
}

}  // namespace parcours::gateway
