#include "tests/end_to_end/http_caller.h"

#include <google/api/annotations.pb.h>

#include <boost/beast/http.hpp>

#include "services/cli/messages.h"

namespace parcours::end_to_end {
namespace {

namespace http = boost::beast::http;
using google::protobuf::MethodDescriptor;
using nlohmann::json;

const MethodDescriptor& Method(const std::string& service, const std::string& method) {
  return **cli::FindMethod(service == "operations" ? "followup" : service, method);
}

// "/v1/{name=missions/*}:validate" → "/v1/missions/1:validate"; what the path says is taken out of
// the request.
std::string Filled(std::string path, json& request, const MethodDescriptor& method) {
  for (auto open = path.find('{'); open != std::string::npos; open = path.find('{')) {
    const auto close = path.find('}', open);
    const auto name = path.substr(open + 1, std::min(path.find('=', open), close) - open - 1);
    const auto key = method.input_type()->FindFieldByName(name)->json_name();
    path.replace(open, close - open + 1, request.at(key).get<std::string>());
    request.erase(key);
  }
  return path;
}

std::string QueryOf(const json& request) {
  std::string query;
  for (const auto& [name, value] : request.items()) {
    const auto values = value.is_array() ? value : json::array({value});
    for (const auto& one : values) {
      query += query.empty() ? "?" : "&";
      query += name + "=" + (one.is_string() ? one.get<std::string>() : one.dump());
    }
  }
  return query;
}

Code CodeNamed(const std::string& name) {
  for (int code = static_cast<int>(Code::kCancelled);
       code <= static_cast<int>(Code::kUnauthenticated); ++code) {
    if (CodeName(static_cast<Code>(code)) == name) return static_cast<Code>(code);
  }
  return Code::kUnknown;
}

}  // namespace

HttpCaller::HttpCaller(const std::string& gateway) : socket_(context_) {
  const auto colon = gateway.rfind(':');
  socket_.connect({boost::asio::ip::make_address(gateway.substr(0, colon)),
                   static_cast<std::uint16_t>(std::stoi(gateway.substr(colon + 1)))});
}

bool HttpCaller::Serves(const AskedRpc& rpc) {
  return !Method(rpc.service, rpc.method).server_streaming();
}

Result<json> HttpCaller::Call(const std::string& service, const std::string& method,
                              const json& request, const std::string& token) {
  const auto& descriptor = Method(service, method);
  const auto& rule = descriptor.options().GetExtension(google::api::http);
  json rest = request;
  if (descriptor.service()->name() == "OperationsService") rest["service"] = service;
  const bool query = rule.body().empty();
  std::string target = Filled(query ? rule.get() : rule.post(), rest, descriptor);
  if (query) target += QueryOf(rest);
  http::request<http::string_body> call(query ? http::verb::get : http::verb::post, target, 11);
  if (!token.empty()) call.set(http::field::authorization, "Bearer " + token);
  call.set("Idempotency-Key", "http-" + std::to_string(++calls_));
  if (!query) {
    call.set(http::field::content_type, "application/json");
    call.body() = rest.dump();
  }
  call.prepare_payload();
  http::write(socket_, call);
  http::response<http::string_body> answer;
  http::read(socket_, buffer_, answer);
  auto content = json::parse(answer.body());
  if (answer.result() == http::status::ok) return content;
  return Refuse(Error{.code = CodeNamed(content.at("code").get<std::string>()),
                      .reason = content.at("reason").get<std::string>(),
                      .french = content.at("detail").get<std::string>(),
                      .english = content.at("detail").get<std::string>()});
}

}  // namespace parcours::end_to_end
