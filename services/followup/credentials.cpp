#include "services/followup/credentials.h"

#include <google/protobuf/util/time_util.h>

#include "services/platform/core/check.h"
#include "services/platform/core/id.h"

namespace parcours::followup {
namespace {

using nlohmann::json;

// An identifier that names nobody.
std::string Urn(std::string_view resource) {
  return "urn:uuid:" + std::string(LastSegment(resource));
}

std::string IssuedAt(const v1::CredentialIssued& credential) {
  return google::protobuf::util::TimeUtil::ToString(credential.issue_time());
}

std::string AchievementTypeOf(v1::MilestoneKind kind) {
  if (kind == v1::TRANSVERSAL_SKILL) return "Competency";
  return kind == v1::CERTIFICATE ? "Certificate" : "Achievement";
}

json Concept(const std::string& scheme, const std::string& value) {
  return {{"id", scheme + "/" + value},
          {"type", "Concept"},
          {"inScheme", {{"id", scheme}, {"type", "ConceptScheme"}}}};
}

json EuropeanConcept(const std::string& list, const std::string& value) {
  return Concept("http://publications.europa.eu/resource/authority/" + list, value);
}

json EuropeanOrganisation(const CredentialIssuer& issuer) {
  const std::string& did = issuer.signer.did();
  return {{"id", did},
          {"type", "Organisation"},
          {"legalName", {{"fr", issuer.name}}},
          {"location",
           {{"id", did + "#location"},
            {"type", "Location"},
            {"address",
             {{"id", did + "#address"},
              {"type", "Address"},
              {"countryCode", EuropeanConcept("country", "FRA")}}}}}};
}

}  // namespace

json OpenBadge(const PassportMilestone& milestone, const CredentialIssuer& issuer) {
  CHECK(milestone.credential && milestone.reached);
  const v1::CredentialIssued& issued = *milestone.credential;
  const std::string& did = issuer.signer.did();
  json badge{{"@context",
              {"https://www.w3.org/ns/credentials/v2",
               "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"}},
             {"id", issued.credential()},
             {"type", {"VerifiableCredential", "OpenBadgeCredential"}},
             {"issuer", {{"id", did}, {"type", json::array({"Profile"})}, {"name", issuer.name}}},
             {"validFrom", IssuedAt(issued)},
             {"name", milestone.title},
             {"credentialSubject",
              {{"id", Urn(issued.person())},
               {"type", json::array({"AchievementSubject"})},
               {"achievement",
                {{"id", did + "#" + issued.code()},
                 {"type", json::array({"Achievement"})},
                 {"achievementType", AchievementTypeOf(milestone.kind)},
                 {"criteria", {{"narrative", milestone.criteria}}},
                 {"description", milestone.title},
                 {"name", milestone.title}}}}}};
  return issuer.signer.Sign(std::move(badge), IssuedAt(issued));
}

json LearningCredential(const PassportMilestone& milestone, const CredentialIssuer& issuer) {
  CHECK(milestone.credential && milestone.reached);
  const v1::CredentialIssued& issued = *milestone.credential;
  const std::string claim = issued.credential() + "#" + issued.code();
  const json french = EuropeanConcept("language", "FRA");
  return {{"@context",
           {"https://www.w3.org/2018/credentials/v1",
            "http://data.europa.eu/snb/model/context/edc-ap"}},
          {"id", issued.credential()},
          {"type", {"VerifiableCredential", "EuropeanDigitalCredential"}},
          {"credentialProfiles",
           {{"id", "http://data.europa.eu/snb/credential/bdc47cb449"},
            {"type", "Concept"},
            {"inScheme",
             {{"id", "http://data.europa.eu/snb/credential/25831c2"}, {"type", "ConceptScheme"}}}}},
          {"displayParameter",
           {{"id", issued.credential() + "#display"},
            {"type", "DisplayParameter"},
            {"title", {{"fr", milestone.title}}},
            {"primaryLanguage", french},
            {"language", json::array({french})}}},
          {"issuer", EuropeanOrganisation(issuer)},
          {"credentialSubject",
           {{"id", Urn(issued.person())},
            {"type", "Person"},
            {"hasClaim",
             {{"id", claim},
              {"type", "LearningAchievement"},
              {"awardedBy",
               {{"id", claim + "-awarding"},
                {"type", "AwardingProcess"},
                {"awardingBody", EuropeanOrganisation(issuer)}}},
              {"title", {{"fr", milestone.title}}}}}}},
          {"credentialSchema",
           {{"id", "http://data.europa.eu/snb/model/ap/edc-generic-no-cv"},
            {"type", "ShaclValidator2017"}}},
          {"issuanceDate", IssuedAt(issued)},
          {"issued", IssuedAt(issued)},
          {"validFrom", IssuedAt(issued)}};
}

}  // namespace parcours::followup
