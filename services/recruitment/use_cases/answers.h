#pragma once

// What use cases share: aggregates as answers, and what a decision may leave unsaid.

#include <optional>
#include <utility>

#include "parcours/recruitment/v1/recruitment_service.pb.h"
#include "services/recruitment/context.h"

namespace parcours::recruitment {

[[nodiscard]] v1::Candidacy ToProto(const Candidacy& candidacy, const Context& context);
[[nodiscard]] v1::EngagementContract ToProto(const EngagementContract& contract,
                                             const Context& context);
[[nodiscard]] v1::EmployerSearch ToProto(const EmployerSearch& search, const Context& context);
[[nodiscard]] v1::Mission ToProto(const Mission& mission, Context& context);
[[nodiscard]] v1::ApprenticeshipContract ToProto(const ApprenticeshipContract& contract,
                                                 const Context& context);

// Records the fact where the decision made one; the aggregate as it then is.
template <typename Aggregate, typename Fact>
[[nodiscard]] Result<Aggregate> RecordIfAny(const execution::Repository<Aggregate>& repository,
                                            Aggregate aggregate, std::optional<Fact> fact) {
  if (!fact) return aggregate;
  return repository.Record(std::move(aggregate), *std::move(fact));
}

}  // namespace parcours::recruitment
