#include "services/followup/use_cases/judge.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

// ContractSigned and ContractCorrected carry the same content.
template <typename Fact>
ContractStatement StatementOf(const Fact& fact) {
  return {.contract = fact.contract(),
          .number = fact.number(),
          .start = CivilDate::Parse(fact.start_date()),
          .end = CivilDate::Parse(fact.end_date()),
          .employer = fact.employer(),
          .employer_siret = fact.employer_siret()};
}

template <typename Fact>
Owner OwnerOf(const Fact& fact) {
  return {.organisation = fact.organisation(), .person = fact.person()};
}

}  // namespace

Result<void> AttachContract(const recruitment::v1::ContractSigned& fact, const journal::FactMeta&,
                            Context& context) {
  auto statement = StatementOf(fact);
  statement.imported = fact.imported();
  auto pathway = context.pathways.Find(fact.pathway());
  auto attached = pathway.Attach(statement, OwnerOf(fact));
  if (!attached) return {};
  TRY(pathway, context.pathways.Record(pathway, *std::move(attached)));
  TRY(TakeUp(context, std::move(pathway)));
  return {};
}

Result<void> CorrectContract(const recruitment::v1::ContractCorrected& fact,
                             const journal::FactMeta&, Context& context) {
  auto statement = StatementOf(fact);
  statement.imported = true;
  statement.withdrawn = fact.withdrawn();
  auto pathway = context.pathways.Find(fact.pathway());
  auto attached = pathway.Attach(statement, OwnerOf(fact));
  if (!attached) return {};
  TRY(pathway, context.pathways.Record(pathway, *std::move(attached)));
  TRY(JudgeAll(context, std::move(pathway)));
  return {};
}

}  // namespace parcours::followup
