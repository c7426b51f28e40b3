#include "services/platform/security/tokens.h"

#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>

#include "services/platform/security/bounded_cache.h"
#include "services/platform/security/cipher.h"
#include "services/platform/security/signing.h"

namespace parcours::security {
namespace {

using nlohmann::json;

constexpr std::string_view kAudience = "parcours";
constexpr std::string_view kAlgorithm = "ES256";
constexpr std::string_view kServicePrincipals = "system/";
constexpr std::size_t kLongestToken = 8'192;
constexpr std::size_t kRememberedTokens = 4'096;
constexpr std::chrono::seconds kLongestLifetime = std::chrono::days{366};

using Seconds = std::int64_t;  // since 1970-01-01 UTC

Error Unauthenticated(std::string reason, std::string french, std::string english) {
  return {.code = Code::kUnauthenticated,
          .reason = std::move(reason),
          .french = std::move(french),
          .english = std::move(english)};
}

Error TokenMissing() {
  return Unauthenticated(
      "TOKEN_MISSING",
      "Aucun jeton d'accès n'accompagne l'appel. Envoyez « authorization: Bearer … ».",
      "The call carries no access token. Send \"authorization: Bearer …\".");
}
Error TokenMalformed() {
  return Unauthenticated("TOKEN_MALFORMED",
                         "Le jeton d'accès est illisible. Demandez-en un nouveau.",
                         "The access token cannot be read. Ask for a new one.");
}
Error TokenSignatureInvalid() {
  return Unauthenticated(
      "TOKEN_SIGNATURE_INVALID",
      "Le jeton d'accès n'a pas été signé par cette plateforme. Demandez-en un nouveau.",
      "The access token was not signed by this platform. Ask for a new one.");
}
Error TokenExpired() {
  return Unauthenticated("TOKEN_EXPIRED", "Le jeton d'accès a expiré. Demandez-en un nouveau.",
                         "The access token has expired. Ask for a new one.");
}
Error TokenWrongAudience() {
  return Unauthenticated(
      "TOKEN_WRONG_AUDIENCE",
      "Le jeton d'accès est destiné à un autre système. Demandez-en un pour Parcours.",
      "The access token is meant for another system. Ask for one for Parcours.");
}

Error Invalid(std::string reason, std::string field, std::string french, std::string english) {
  return {.code = Code::kInvalidArgument,
          .reason = std::move(reason),
          .field = std::move(field),
          .french = std::move(french),
          .english = std::move(english)};
}

Error KeyInvalid() {
  return Invalid("TOKEN_KEY_INVALID", "key",
                 "La clé des jetons n'est pas une clé P-256 au format PEM.",
                 "The token key is not a P-256 key in PEM form.");
}

Seconds Now(const Clock& clock) {
  return std::chrono::duration_cast<std::chrono::seconds>(clock.Now().time_since_epoch()).count();
}

std::optional<std::string> TextOf(const json& claims, const char* name) {
  const auto claim = claims.find(name);
  if (claim == claims.end()) return std::string();
  if (!claim->is_string()) return std::nullopt;
  return claim->get<std::string>();
}

std::optional<std::vector<Role>> RolesOf(const json& claims) {
  const auto names = claims.find("roles");
  if (names == claims.end() || !names->is_array()) return std::nullopt;
  std::vector<Role> roles;
  for (const auto& name : *names) {
    Role role = options::v1::ROLE_UNSPECIFIED;
    if (!name.is_string() || !options::v1::Role_Parse(name.get_ref<const std::string&>(), &role))
      return std::nullopt;
    if (role == options::v1::ROLE_UNSPECIFIED) return std::nullopt;
    roles.push_back(role);
  }
  return roles;
}

bool IsMeantForUs(const json& claims) {
  const auto audience = claims.find("aud");
  if (audience == claims.end()) return false;
  if (audience->is_string()) return audience->get_ref<const std::string&>() == kAudience;
  return audience->is_array() &&
         std::find(audience->begin(), audience->end(), kAudience) != audience->end();
}

bool ClaimsServiceRole(const Actor& actor) {
  return actor.Has(options::v1::SERVICE) && !actor.principal.starts_with(kServicePrincipals);
}

std::optional<Actor> ActorOf(const json& claims) {
  auto principal = TextOf(claims, "sub");
  auto organisation = TextOf(claims, "org");
  auto person = TextOf(claims, "person");
  auto roles = RolesOf(claims);
  if (!principal || principal->empty() || !organisation || !person || !roles) return std::nullopt;
  Actor actor{.principal = *std::move(principal),
              .organisation = *std::move(organisation),
              .person = *std::move(person),
              .roles = *std::move(roles)};
  if (ClaimsServiceRole(actor)) return std::nullopt;
  return actor;
}

// The three parts of a compact JWS.
struct Parts {
  std::string_view header;
  std::string_view claims;
  std::string_view signature;
  std::string_view signed_text;
};

std::optional<Parts> Split(std::string_view token) {
  const auto first = token.find('.');
  const auto second = token.find('.', first == std::string_view::npos ? first : first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
  const auto signature = token.substr(second + 1);
  if (signature.find('.') != std::string_view::npos) return std::nullopt;
  return Parts{.header = token.substr(0, first),
               .claims = token.substr(first + 1, second - first - 1),
               .signature = signature,
               .signed_text = token.substr(0, second)};
}

std::optional<json> ObjectIn(std::string_view part) {
  const auto text = FromBase64Url(part);
  if (!text) return std::nullopt;
  json object = json::parse(*text, nullptr, false);
  if (!object.is_object()) return std::nullopt;
  return object;
}

class Es256Verifier final : public TokenVerifier {
 public:
  Es256Verifier(SigningKey key, const Clock& clock)
      : key_(std::move(key)), clock_(clock), verified_(kRememberedTokens) {}

  Result<Actor> Verify(std::string_view token) override {
    if (token.empty()) return Refuse(TokenMissing());
    if (token.size() > kLongestToken) return Refuse(TokenMalformed());
    const std::string digest = Digest(token);
    auto known = Remembered(digest);
    if (!known) {
      TRY(known, Examine(token));
      const std::scoped_lock lock(mutex_);
      verified_.Put(digest, *known);
    }
    if (Now(clock_) >= known->expires) return Refuse(TokenExpired());
    return std::move(known->actor);
  }

 private:
  struct Verified {
    Actor actor;
    Seconds expires = 0;
  };

  std::optional<Verified> Remembered(const std::string& digest) {
    const std::scoped_lock lock(mutex_);
    const auto* verified = verified_.Find(digest);
    return verified == nullptr ? std::nullopt : std::optional(*verified);
  }

  // Nothing of the claims is believed before the signature holds.
  Result<Verified> Examine(std::string_view token) const {
    const auto parts = Split(token);
    const auto header = parts ? ObjectIn(parts->header) : std::nullopt;
    if (!header || header->contains("crit")) return Refuse(TokenMalformed());
    if (TextOf(*header, "alg") != kAlgorithm) return Refuse(TokenSignatureInvalid());
    const auto signature = FromBase64Url(parts->signature);
    if (!signature) return Refuse(TokenMalformed());
    if (!VerifyEs256(*key_, parts->signed_text, *signature)) return Refuse(TokenSignatureInvalid());
    const auto claims = ObjectIn(parts->claims);
    if (!claims) return Refuse(TokenMalformed());
    if (!IsMeantForUs(*claims)) return Refuse(TokenWrongAudience());
    auto actor = ActorOf(*claims);
    const auto expires = claims->find("exp");
    if (!actor || expires == claims->end() || !expires->is_number_integer())
      return Refuse(TokenMalformed());
    return Verified{.actor = *std::move(actor), .expires = expires->get<Seconds>()};
  }

  const SigningKey key_;
  const Clock& clock_;
  std::mutex mutex_;
  BoundedCache<Verified> verified_;  // by digest, so that no token stays in memory
};

class Es256Issuer final : public TokenIssuer {
 public:
  Es256Issuer(SigningKey key, const Clock& clock) : key_(std::move(key)), clock_(clock) {}

  Result<std::string> Issue(const Actor& actor, std::chrono::seconds lifetime) const override {
    if (actor.principal.empty()) {
      return Refuse(Invalid("TOKEN_PRINCIPAL_MISSING", "principal",
                            "Dites pour qui le jeton est émis.",
                            "Say for whom the token is issued."));
    }
    if (ClaimsServiceRole(actor)) {
      return Refuse(Invalid("TOKEN_ROLE_RESERVED", "roles",
                            "Le rôle SERVICE est réservé aux services de la plateforme.",
                            "The SERVICE role is reserved to the platform's services."));
    }
    if (lifetime < std::chrono::seconds{1} || lifetime > kLongestLifetime) {
      return Refuse(Invalid("TOKEN_LIFETIME_OUT_OF_RANGE", "lifetime",
                            "Un jeton vit d'une seconde à 366 jours.",
                            "A token lives from one second to 366 days."));
    }
    const std::string text = SignedText(actor, lifetime);
    const auto signature = SignEs256(*key_, text);
    if (!signature) return Refuse(KeyInvalid());
    return text + "." + ToBase64Url(*signature);
  }

 private:
  std::string SignedText(const Actor& actor, std::chrono::seconds lifetime) const {
    const Seconds now = Now(clock_);
    json roles = json::array();
    for (const Role role : actor.roles) roles.push_back(options::v1::Role_Name(role));
    json claims{{"aud", kAudience},
                {"sub", actor.principal},
                {"roles", std::move(roles)},
                {"iat", now},
                {"exp", now + lifetime.count()}};
    if (!actor.organisation.empty()) claims["org"] = actor.organisation;
    if (!actor.person.empty()) claims["person"] = actor.person;
    const json header{{"alg", kAlgorithm}, {"typ", "JWT"}};
    constexpr auto kReplace = json::error_handler_t::replace;
    return ToBase64Url(header.dump()) + "." + ToBase64Url(claims.dump(-1, ' ', false, kReplace));
  }

  const SigningKey key_;
  const Clock& clock_;
};

}  // namespace

Result<std::unique_ptr<TokenVerifier>> MakeTokenVerifier(std::string_view public_key_pem,
                                                         const Clock& clock) {
  StartSodium();
  SigningKey key = ReadPublicKey(public_key_pem);
  if (key == nullptr) return Refuse(KeyInvalid());
  return std::make_unique<Es256Verifier>(std::move(key), clock);
}

Result<std::unique_ptr<TokenIssuer>> MakeTokenIssuer(std::string_view private_key_pem,
                                                     const Clock& clock) {
  StartSodium();
  SigningKey key = ReadPrivateKey(private_key_pem);
  if (key == nullptr) return Refuse(KeyInvalid());
  return std::make_unique<Es256Issuer>(std::move(key), clock);
}

Result<KeyPair> GenerateKeyPair() {
  const SigningKey key = GenerateSigningKey();
  KeyPair pair;
  if (key != nullptr)
    pair = {.private_key_pem = PrivatePem(*key), .public_key_pem = PublicPem(*key)};
  if (pair.private_key_pem.empty() || pair.public_key_pem.empty()) return Refuse(KeyInvalid());
  return pair;
}

}  // namespace parcours::security
