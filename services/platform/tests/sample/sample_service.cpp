#include "services/platform/tests/sample/sample_service.h"

#include "services/platform/rpc/edge.h"

namespace parcours::sample {
namespace {

namespace insertion = ::parcours::insertion::v1;

Error DisplayNameMissing() {
  return {.code = Code::kInvalidArgument,
          .reason = "DISPLAY_NAME_MISSING",
          .field = "display_name",
          .french = "Le nom manque.",
          .english = "The display name is missing."};
}

Error NotWanted(RefusalClass refusal) {
  return {.code = Code::kFailedPrecondition,
          .reason = refusal == RefusalClass::kNotYet ? "NOT_READY" : "NOT_WANTED",
          .french = "Refusé.",
          .english = "Refused.",
          .refusal = refusal};
}

template <typename Fact>
Fact FactOf(const v1::Organisation& organisation) {
  Fact fact;
  fact.set_organisation(organisation.name());
  fact.set_display_name(organisation.display_name());
  return fact;
}

template <typename Fact>
void Name(const Fact& fact, execution::ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_names (organisation, display_name) VALUES (:organisation, :display_name) "
      "ON CONFLICT (organisation) DO UPDATE SET display_name = excluded.display_name",
      fact.organisation(), fact.display_name());
}

execution::Projection Names(int version) {
  std::string schema =
      "CREATE TABLE p_names (organisation TEXT PRIMARY KEY, display_name TEXT NOT NULL";
  if (version > 1) schema += ", shade REAL DEFAULT 0.1, note BLOB DEFAULT x'00ff'";
  return {
      .name = "names",
      .version = version,
      .schema = schema + ") WITHOUT ROWID; CREATE INDEX p_names_by_name ON p_names (display_name);",
      .tables = {"p_names"},
      .rows = {execution::Project<v1::OrganisationRegistered>(Name),
               execution::Project<v1::OrganisationCorrected>(Name)}};
}

Result<void> Review(const schedule::Timer& timer, Context& context) {
  const auto organisation = context.organisations.Find(timer.aggregate);
  if (organisation.display_name() == "Refused") return Refuse(NotWanted(RefusalClass::kFinal));
  v1::EmployerContactNoted fact;
  fact.set_organisation(timer.aggregate);
  fact.set_contact_date(timer.due.ToString());
  TRY(context.organisations.Record(organisation, std::move(fact)));
  return {};
}

class PartnersRpc final : public rpc::Edge<v1::PartnersService, Context> {
 public:
  using Edge::Edge;
  rpc::Reactor* GetOrganisation(rpc::Call* call, const v1::GetOrganisationRequest* in,
                                v1::Organisation* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* ListOrganisations(rpc::Call* call, const v1::ListOrganisationsRequest* in,
                                  v1::ListOrganisationsResponse* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* ImportPartners(rpc::Call* call, const v1::ImportPartnersRequest* in,
                               v1::ImportPartnersResponse* out) override {
    return ServeBatch(call, in, out);
  }
};

class File {
 public:
  static constexpr std::string_view kCollection = "insertionFiles";
  using Facts = journal::FactList<insertion::InsertionOpened>;

  explicit File(std::string name) : name_(std::move(name)) {}
  void Apply(const insertion::InsertionOpened& fact) { organisation_ = fact.organisation(); }

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return organisation_; }
  [[nodiscard]] std::string person() const { return {}; }
  [[nodiscard]] std::vector<std::string> parties() const { return {}; }

 private:
  std::string name_;
  std::string organisation_;
};

struct ListenerContext {
  explicit ListenerContext(execution::Session& in) : session(in), files(in, conventions) {}
  execution::Session& session;
  NoConventions conventions;
  execution::Repository<File> files;
};

Result<void> OpenFile(const v1::OrganisationRegistered& fact, const journal::FactMeta& /*meta*/,
                      ListenerContext& context) {
  if (fact.display_name() == "Refused") return Refuse(NotWanted(RefusalClass::kFinal));
  if (fact.display_name() == "Later") return Refuse(NotWanted(RefusalClass::kNotYet));
  const auto name = ResourceName("insertionFiles", LastSegment(fact.organisation()));
  insertion::InsertionOpened opened;
  opened.set_insertion_file(name);
  opened.set_organisation(fact.organisation());
  TRY(context.files.Record(context.files.Find(name), std::move(opened)));
  return {};
}

}  // namespace

Result<v1::Organisation> Handle(const v1::GetOrganisationRequest& request, Context& context) {
  TRY(const auto organisation, context.organisations.Load(request.name()));
  v1::Organisation answer;
  answer.set_name(organisation.name());
  answer.set_display_name(organisation.display_name());
  answer.set_last_contact_date(organisation.last_contact());
  answer.set_etag(context.organisations.Etag(organisation));
  return answer;
}

Result<v1::ListOrganisationsResponse> Handle(const v1::ListOrganisationsRequest& /*request*/,
                                             Context& context) {
  v1::ListOrganisationsResponse answer;
  context.session.db().ForEach<std::string, std::string>(
      "SELECT organisation, display_name FROM p_names ORDER BY display_name",
      [&answer](const std::string& name, const std::string& display_name) {
        auto& organisation = *answer.add_organisations();
        organisation.set_name(name);
        organisation.set_display_name(display_name);
      });
  return answer;
}

Result<std::vector<v1::PartnerRecord>> Prepare(const v1::ImportPartnersRequest& request,
                                               const security::Actor& /*actor*/) {
  return std::vector<v1::PartnerRecord>(request.records().begin(), request.records().end());
}

Result<type::v1::RecordVerdict> HandleItem(const v1::PartnerRecord& record, Context& context) {
  const auto& organisation = record.organisation();
  if (organisation.display_name().empty()) return Refuse(DisplayNameMissing());
  type::v1::RecordVerdict verdict;
  verdict.add_names(organisation.name());
  const auto known = context.organisations.Find(organisation.name());
  if (known.display_name() == organisation.display_name()) {
    verdict.set_verdict(type::v1::UNCHANGED);
  } else if (known.display_name().empty()) {
    verdict.set_verdict(type::v1::ACCEPTED);
    TRY(context.organisations.Record(known, FactOf<v1::OrganisationRegistered>(organisation)));
    context.session.timers().Set({.kind = "review",
                                  .aggregate = organisation.name(),
                                  .due = context.session.today().AddDays(kReviewDays)});
  } else {
    verdict.set_verdict(type::v1::CORRECTED);
    TRY(context.organisations.Record(known, FactOf<v1::OrganisationCorrected>(organisation)));
  }
  return verdict;
}

type::v1::RecordVerdict SetAside(const v1::PartnerRecord& /*record*/, const Error& error) {
  type::v1::RecordVerdict verdict;
  verdict.set_verdict(type::v1::SET_ASIDE);
  auto& problem = *verdict.add_problems();
  problem.set_reason(error.reason);
  problem.set_field(error.field);
  return verdict;
}

execution::ServiceDefinition DefinePartners(int projection_version) {
  return {
      .name = "partners",
      .api = v1::GetOrganisationRequest::descriptor()->file()->FindServiceByName("PartnersService"),
      .facts = Organisation::Facts::Types(),
      .projections = {Names(projection_version)},
      .reactions = {},
      .timers = {execution::OnTimer("review", Review)},
      .rpc = [](execution::Executor& executor) { return std::make_unique<PartnersRpc>(executor); }};
}

execution::ServiceDefinition DefineListener(int projection_version) {
  return {.name = "insertion",
          .api = nullptr,
          .facts = File::Facts::Types(),
          .projections = {Names(projection_version)},
          .reactions = {execution::On<v1::OrganisationRegistered>(OpenFile)},
          .timers = {},
          .rpc = nullptr};
}

}  // namespace parcours::sample
