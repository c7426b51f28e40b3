#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "services/gateway/asyncapi.h"
#include "services/gateway/openapi.h"
#include "services/gateway/server.h"
#include "services/platform/host/address_file.h"
#include "services/platform/host/clocks.h"
#include "services/platform/host/configuration.h"
#include "services/platform/host/stop_signal.h"
#include "services/platform/security/cipher.h"

namespace parcours::gateway {
namespace {

constexpr int kCouldNotStart = 2;

// As they are written: --flag, else the environment variable.
struct Flags {
  std::string endpoints;
  std::string token_key;
  std::string token_private_key;
  std::string write_address;
  std::size_t usual_timeout_seconds = 10;
  std::size_t request_seconds = 15;
  std::size_t session_minutes = 8 * 60;
  ServerOptions server;
};

[[noreturn]] void PrintOpenApi() {
  const Comments comments;
  const RouteTable routes(ApisOf(comments.contexts()));
  std::printf("%s\n", OpenApiDocument(routes, comments).dump(1).c_str());
  throw CLI::Success();
}

[[noreturn]] void PrintAsyncApi() {
  std::printf("%s\n", AsyncApiDocument(Comments()).dump(1).c_str());
  throw CLI::Success();
}

void DeclareFront(CLI::App& app, Flags& flags) {
  auto& front = flags.server.front;
  app.add_option("--pages", front.pages, "Folder of the built pages, served below /app")
      ->envname("PARCOURS_PAGES");
  app.add_option("--session-minutes", flags.session_minutes, "How long one stays signed in")
      ->envname("PARCOURS_SESSION_MINUTES")
      ->check(CLI::Range(1, 24 * 60));
  app.add_option("--sample-agents", front.sample_agents,
                 "For a sample: file of the partners that anybody may see the platform as")
      ->needs("--token-private-key");
  app.add_flag_callback("--print-openapi", PrintOpenApi, "Prints the OpenAPI document and ends");
  app.add_flag_callback("--print-asyncapi", PrintAsyncApi, "Prints the AsyncAPI document and ends");
}

void Declare(CLI::App& app, Flags& flags) {
  auto& server = flags.server;
  server.listen.address = "127.0.0.1:0";
  app.add_option("--endpoints", flags.endpoints, "File with the addresses of the services")
      ->envname("PARCOURS_ENDPOINTS")
      ->required();
  app.add_option("--token-key", flags.token_key, "PEM file with the public key of tokens")
      ->envname("PARCOURS_TOKEN_PUBLIC_KEY")
      ->required();
  app.add_option("--token-private-key", flags.token_private_key,
                 "PEM file with the private key of tokens: keys of partners are taken")
      ->envname("PARCOURS_TOKEN_PRIVATE_KEY");
  app.add_option("--listen", server.listen.address, "Address of the HTTP port; 0: any port")
      ->envname("PARCOURS_LISTEN");
  app.add_option("--monitoring", server.monitoring, "Address of health, readiness and metrics")
      ->envname("PARCOURS_MONITORING");
  app.add_option("--write-address", flags.write_address, "File that receives the actual addresses")
      ->envname("PARCOURS_WRITE_ADDRESS");
  app.add_option("--allow-origin", server.door.allowed_origins,
                 "Origin whose pages may call (CORS); repeatable")
      ->envname("PARCOURS_ALLOW_ORIGIN");
  app.add_option("--requests-per-minute", server.door.requests_per_minute, "Of one caller")
      ->envname("PARCOURS_REQUESTS_PER_MINUTE")
      ->check(CLI::Range(1, 10'000'000));
  app.add_option("--timeout-seconds", flags.usual_timeout_seconds, "Where the caller names none")
      ->envname("PARCOURS_TIMEOUT_SECONDS")
      ->check(CLI::Range(1, 60));
  app.add_option("--request-seconds", flags.request_seconds, "For a whole request to arrive")
      ->envname("PARCOURS_REQUEST_SECONDS")
      ->check(CLI::Range(1, 600));
  app.add_option("--max-connections", server.listen.most_connections, "Open at a time")
      ->envname("PARCOURS_MAX_CONNECTIONS")
      ->check(CLI::Range(1, 100'000));
  app.add_option("--max-body-bytes", server.listen.limits.body_bytes, "Largest body")
      ->envname("PARCOURS_MAX_BODY_BYTES")
      ->check(CLI::Range(1'024, 4 * 1'024 * 1'024));
  DeclareFront(app, flags);
}

// nullptr where no key is given.
Result<std::unique_ptr<security::TokenIssuer>> IssuerOf(const std::string& file,
                                                        const Clock& clock) {
  if (file.empty()) return nullptr;
  std::ifstream stream(file);
  const std::string pem(std::istreambuf_iterator<char>(stream), {});
  return security::MakeTokenIssuer(pem, clock);
}

Result<int> Serve(Flags flags, const host::StopSignal& stop) {
  flags.server.door.usual_timeout = std::chrono::seconds(flags.usual_timeout_seconds);
  flags.server.listen.limits.request_time = std::chrono::seconds(flags.request_seconds);
  flags.server.front.session_lifetime = std::chrono::minutes(flags.session_minutes);
  TRY(const auto endpoints, rpc::ReadEndpoints(flags.endpoints));
  TRY(auto zone, host::Zone::Load("UTC"));
  const host::SystemClock clock(std::move(zone));
  TRY(const auto key, host::ReadTokenKey(flags.token_key));
  TRY(const auto tokens, security::MakeTokenVerifier(key, clock));
  TRY(const auto issuer, IssuerOf(flags.token_private_key, clock));
  flags.server.dossiers.issuer = issuer.get();
  flags.server.dossiers.clock = &clock;
  flags.server.dossiers.requests_per_minute = flags.server.door.requests_per_minute;
  security::StartSodium();
  const Surroundings surroundings{.tokens = *tokens, .issuer = issuer.get(), .clock = clock};
  TRY(const auto server, Server::Start(std::move(flags.server), endpoints, surroundings));
  if (!flags.write_address.empty()) {
    TRY(host::WriteAddresses(flags.write_address, {{"gateway", server->address()},
                                                   {"monitoring", server->monitoring_address()}}));
  }
  std::fprintf(stderr, "gateway: http://%s\nmonitoring: http://%s\n", server->address().c_str(),
               server->monitoring_address().c_str());
  stop.Wait();
  server->Drain();
  return 0;
}

int Main(int argc, char** argv) {
  Flags flags;
  CLI::App app("parcours-gateway");
  Declare(app, flags);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& wrong) {
    return app.exit(wrong) == 0 ? 0 : kCouldNotStart;
  }
  host::PrepareProcess();
  const host::StopSignal stop;  // before the first thread
  const auto served = Serve(std::move(flags), stop);
  if (served) return *served;
  std::fprintf(stderr, "%s\n", served.error().Message(host::TerminalLanguage()).c_str());
  return kCouldNotStart;
}

}  // namespace
}  // namespace parcours::gateway

int main(int argc, char** argv) { return parcours::gateway::Main(argc, argv); }
