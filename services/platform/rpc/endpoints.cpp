#include "services/platform/rpc/endpoints.h"

#include <fstream>
#include <nlohmann/json.hpp>

namespace parcours::rpc {
namespace {

Error EndpointsUnreadable(const std::string& file) {
  return {.code = Code::kUnavailable,
          .reason = "ENDPOINTS_UNREADABLE",
          .field = "--endpoints",
          .french = "Le fichier d'adresses " + file +
                    " ne peut pas être lu ; lancez la plateforme (parcours serve all) ou "
                    "indiquez --endpoints FICHIER.",
          .english = "The file of addresses " + file +
                     " cannot be read; start the platform (parcours serve all) or give "
                     "--endpoints FILE."};
}

Error EndpointsMalformed(const std::string& file) {
  return {.code = Code::kInvalidArgument,
          .reason = "ENDPOINTS_MALFORMED",
          .field = "--endpoints",
          .french = "Le fichier d'adresses " + file +
                    " doit être un objet JSON {\"service\": \"hôte:port\"}.",
          .english = "The file of addresses " + file +
                     " must be a JSON object {\"service\": \"host:port\"}."};
}

}  // namespace

Result<Endpoints> ReadEndpoints(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) return Refuse(EndpointsUnreadable(file.string()));
  const auto object = nlohmann::json::parse(stream, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object() || object.empty()) return Refuse(EndpointsMalformed(file.string()));
  Endpoints endpoints;
  for (const auto& [service, address] : object.items()) {
    if (!address.is_string()) return Refuse(EndpointsMalformed(file.string()));
    endpoints[service] = address.get<std::string>();
  }
  return endpoints;
}

}  // namespace parcours::rpc
