#pragma once

#include <memory>
#include <optional>
#include <string>

#include "services/cli/console.h"
#include "services/cli/endpoints.h"
#include "services/cli/platform_client.h"
#include "services/cli/token_desk.h"

namespace parcours::cli {

// Options that every command takes, as they were written; empty = not given.
struct Globals {
  std::string language;
  std::string endpoints;  // else as DefaultEndpointsFile
  std::string token;      // else $PARCOURS_TOKEN, unless `as` is given
  std::string as;         // agents/…, persons/… or system/<service>
  std::string key;        // else $PARCOURS_TOKEN_KEY, else token.private.pem beside the endpoints
  std::string partners;   // else $PARCOURS_PARTNERS
  double timeout = 30;    // seconds, of one call
};

// What commands stand on: where they speak, where the platform is, on whose behalf they act.
// Both outlive it; the globals are filled when the command line has been read.
class Shell {
 public:
  Shell(Console& console, const Globals& globals) : console_(console), globals_(globals) {}

  [[nodiscard]] Console& console() const { return console_; }
  [[nodiscard]] const Globals& globals() const { return globals_; }
  [[nodiscard]] std::string Say(std::string_view french, std::string_view english) const {
    return console_.Say(french, english);
  }

  [[nodiscard]] std::filesystem::path EndpointsFile() const;

  // --token, else one signed for --as, else $PARCOURS_TOKEN, else one signed for the operator.
  // TOKEN_NOT_GIVEN where there is neither token nor key.
  [[nodiscard]] Result<std::string> Token() const;

  // Signs; SIGNING_KEY_NOT_GIVEN.
  [[nodiscard]] Result<TokenDesk> Desk(
      std::chrono::seconds lifetime = TokenDeskOptions{}.lifetime) const;
  // agents/… as the partners file says; persons/… as that beneficiary; system/… as that service.
  [[nodiscard]] static Result<security::Actor> ActorNamed(const TokenDesk& desk,
                                                          const std::string& name);

  // Token() serves for what concerns the platform as a whole too.
  [[nodiscard]] Result<std::unique_ptr<PlatformClient>> Connect() const;

 private:
  [[nodiscard]] std::filesystem::path KeyFile() const;

  Console& console_;
  const Globals& globals_;
};

}  // namespace parcours::cli
