#include <google/api/annotations.pb.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

#include "parcours/operations/v1/operations_service.pb.h"
#include "parcours/options/v1/options.pb.h"
#include "parcours/type/v1/fact_meta.pb.h"
#include "services/cli/all_services.h"
#include "services/cli/describe/documents.h"
#include "services/cli/describe/routes.h"
#include "services/platform/security/redaction.h"
#include "tests/architecture/source_tree.h"

namespace parcours::architecture {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;

std::vector<const MethodDescriptor*> AllMethods() {
  std::vector<const google::protobuf::ServiceDescriptor*> apis{
      operations::v1::Status::descriptor()->file()->service(0)};
  for (const auto& service : cli::AllServices()) apis.push_back(service.api);
  std::vector<const MethodDescriptor*> methods;
  for (const auto* api : apis) {
    for (int i = 0; i < api->method_count(); ++i) methods.push_back(api->method(i));
  }
  return methods;
}

// Facts that the files of a context declare.
std::vector<const Descriptor*> DeclaredFacts(const execution::ServiceDefinition& service) {
  std::set<const google::protobuf::FileDescriptor*> files;
  for (const auto* fact : service.facts) files.insert(fact->file());
  std::vector<const Descriptor*> facts;
  for (const auto* file : files) {
    for (int i = 0; i < file->message_type_count(); ++i) {
      if (file->message_type(i)->options().HasExtension(options::v1::fact))
        facts.push_back(file->message_type(i));
    }
  }
  return facts;
}

TEST(Rpcs, EachHasAnAccessPolicyWithRolesAndScope) {
  for (const auto* method : AllMethods()) {
    const auto& options = method->options();
    EXPECT_GT(options.ExtensionSize(options::v1::access), 0) << method->full_name();
    for (int i = 0; i < options.ExtensionSize(options::v1::access); ++i) {
      const auto& line = options.GetExtension(options::v1::access, i);
      EXPECT_GT(line.roles_size(), 0) << method->full_name();
      EXPECT_NE(line.scope(), options::v1::SCOPE_UNSPECIFIED) << method->full_name();
      EXPECT_TRUE(line.through().empty() || line.scope() == options::v1::RELATED)
          << method->full_name();
    }
  }
}

TEST(Rpcs, EachHasARouteOfItsOwn) {
  std::map<std::string, std::string> owners;
  for (const auto* method : AllMethods()) {
    const std::string route = cli::RouteOf(*method);
    EXPECT_FALSE(route.empty()) << method->full_name();
    const auto [owner, first] = owners.emplace(route, method->full_name());
    EXPECT_TRUE(first) << route << " belongs to " << owner->second << " and "
                       << method->full_name();
  }
}

TEST(Rpcs, EachHasARequestOfItsOwn) {
  std::set<const Descriptor*> requests;
  for (const auto* method : AllMethods())
    EXPECT_TRUE(requests.insert(method->input_type()).second) << method->full_name();
}

TEST(Rpcs, CommandsCarryARequestIdThatIsRequired) {
  for (const auto* method : AllMethods()) {
    const bool query =
        method->options().idempotency_level() == google::protobuf::MethodOptions::NO_SIDE_EFFECTS;
    if (query) continue;
    const auto* field = method->input_type()->FindFieldByName("request_id");
    ASSERT_NE(field, nullptr) << method->full_name();
    const bool batch = method->options().GetExtension(options::v1::batch);
    EXPECT_TRUE(batch || field->options().GetExtension(options::v1::rules).required())
        << method->full_name();
  }
}

TEST(Facts, EachDeclaredFactIsListedByItsServiceAndApplied) {
  for (const auto& service : cli::AllServices()) {
    const std::set<const Descriptor*> listed(service.facts.begin(), service.facts.end());
    for (const auto* fact : DeclaredFacts(service))
      EXPECT_TRUE(listed.contains(fact)) << fact->full_name();
    for (const auto* fact : listed)
      EXPECT_EQ(journal::ContextOf(*fact), service.name) << fact->full_name();
  }
}

TEST(Facts, EachSaysItsAggregateItsVisibilityAndCarriesTheCommonMeta) {
  for (const auto& service : cli::AllServices()) {
    const auto facts = DeclaredFacts(service);
    EXPECT_FALSE(facts.empty()) << service.name;
    for (const auto* fact : facts) {
      const auto& option = fact->options().GetExtension(options::v1::fact);
      EXPECT_FALSE(option.aggregate().empty()) << fact->full_name();
      EXPECT_NE(option.visibility(), options::v1::VISIBILITY_UNSPECIFIED) << fact->full_name();
      const auto* meta = fact->FindFieldByNumber(15);
      ASSERT_NE(meta, nullptr) << fact->full_name();
      EXPECT_EQ(meta->message_type(), type::v1::FactMeta::descriptor()) << fact->full_name();
    }
  }
}

void ExpectNoHalfSealedItems(const Descriptor& type, const std::string& path) {
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    if (field.message_type() == nullptr || field.options().GetExtension(options::v1::sensitive))
      continue;
    const std::string place = path + "." + field.name();
    EXPECT_FALSE(field.is_repeated() && security::HasSensitiveFields(*field.message_type()))
        << place;
    if (!field.is_repeated()) ExpectNoHalfSealedItems(*field.message_type(), place);
  }
}

TEST(Answers, WhatIsShownOnceIsSensitiveToo) {
  int secrets = 0;
  for (const auto* method : AllMethods()) {
    const auto& answer = *method->output_type();
    for (int i = 0; i < answer.field_count(); ++i) {
      const auto& options = answer.field(i)->options();
      if (!options.GetExtension(options::v1::shown_once)) continue;
      EXPECT_TRUE(options.GetExtension(options::v1::sensitive)) << answer.field(i)->full_name();
      ++secrets;
    }
  }
  EXPECT_GT(secrets, 0);
}

TEST(Facts, NoItemOfARepeatedFieldIsSealedByHalf) {
  for (const auto& service : cli::AllServices()) {
    for (const auto* fact : DeclaredFacts(service))
      ExpectNoHalfSealedItems(*fact, fact->full_name());
  }
}

TEST(Topics, RestrictedOnesAreReadBySupportAndFollowUpAlone) {
  for (const auto& service : cli::AllServices()) {
    for (const auto& topic : service.SubscribedTopics()) {
      if (!topic.ends_with(".restricted.v1")) continue;
      EXPECT_TRUE(service.name == "support" || service.name == "followup")
          << service.name << " reads " << topic;
    }
  }
}

TEST(Topics, EveryServiceProducesAndConsumes) {
  for (const auto& service : cli::AllServices()) {
    EXPECT_FALSE(service.facts.empty()) << service.name;
    EXPECT_FALSE(service.SubscribedTopics().empty()) << service.name;
  }
}

TEST(Documents, TheContractOnlyGrows) {
  for (const auto& line : cli::BrokenPromises(ProjectRoot()))
    ADD_FAILURE() << "gone from the protos: " << line;
}

TEST(Documents, WhatIsDerivedIsFresh) {
  for (const auto& [path, text] : cli::Documents(cli::AllServices(), ProjectRoot())) {
    std::ifstream stream(ProjectRoot() / path, std::ios::binary);
    const std::string committed{std::istreambuf_iterator<char>(stream), {}};
    EXPECT_EQ(committed, text) << path << " is stale: run scripts/generate";
  }
}

}  // namespace
}  // namespace parcours::architecture
