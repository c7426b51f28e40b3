#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "services/platform/core/check.h"
#include "services/platform/execution/refusals.h"
#include "services/platform/execution/session.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::execution {

// Aggregates of one type as the actor of the session may see them.
//
// An aggregate A is a value: constructed from its resource name, changed by Apply(const Fact&)
// alone, and has
//   static constexpr std::string_view kCollection;   "missions"
//   using Facts = journal::FactList<…>;
//   name(), organisation() (owner; "" for a person), person() ("" where it concerns none),
//   parties() → std::vector<std::string>: organisations and agents that it names.
template <typename Aggregate>
class Repository {
 public:
  Repository(Session& session, const security::Conventions& conventions)
      : session_(session), conventions_(conventions) {}

  // NOT_FOUND also for what the actor may not see (DOMAIN section 8).
  [[nodiscard]] Result<Aggregate> Load(std::string_view name) const {
    const auto loaded = LoadState(std::string(name));
    if (loaded.state == nullptr) return Refuse(NotFound(name));
    const auto& aggregate = *static_cast<const Aggregate*>(loaded.state.get());
    if (!MaySee(aggregate)) return Refuse(NotFound(name));
    return aggregate;
  }

  // The same, and the caller's etag (when not empty) must be the current one: ABORTED,
  // ETAG_MISMATCH.
  [[nodiscard]] Result<Aggregate> Load(std::string_view name, std::string_view etag) const {
    TRY(auto aggregate, Load(name));
    if (!etag.empty() && etag != Etag(aggregate)) return Refuse(EtagMismatch(name));
    return aggregate;
  }

  // For reactions: whoever asks, and an aggregate without facts where nothing is recorded (every
  // reaction is total).
  [[nodiscard]] Aggregate Find(std::string_view name) const {
    const auto loaded = LoadState(std::string(name));
    return loaded.state == nullptr ? Aggregate(std::string(name))
                                   : *static_cast<const Aggregate*>(loaded.state.get());
  }

  [[nodiscard]] bool Exists(std::string_view name) const {
    return LoadState(std::string(name)).state != nullptr;
  }

  // Records what the domain returned, or passes its refusal on. Returns the aggregate after the
  // fact.
  template <typename Fact>
  [[nodiscard]] Result<Aggregate> Record(Aggregate aggregate, Result<Fact> decision) const {
    if (!decision) return Refuse(std::move(decision).error());
    Fact& fact = *decision;
    const auto head = LoadState(aggregate.name()).head;
    session_.Stamp(fact);
    aggregate.Apply(std::as_const(fact));
    auto state = std::make_shared<const Aggregate>(aggregate);
    TRY(session_.Record(fact, head,
                        {.aggregate = aggregate.name(),
                         .organisation = std::string(aggregate.organisation()),
                         .person = std::string(aggregate.person()),
                         .state = std::move(state)}));
    return aggregate;
  }
  template <typename Fact>
  requires std::is_base_of_v<google::protobuf::Message, Fact>
  [[nodiscard]] Result<Aggregate> Record(Aggregate aggregate, Fact fact) const {
    return Record(std::move(aggregate), Result<Fact>(std::move(fact)));
  }

  // Version of the aggregate as callers see it.
  [[nodiscard]] std::string Etag(const Aggregate& aggregate) const {
    return std::to_string(LoadState(std::string(aggregate.name())).head.version);
  }

  [[nodiscard]] bool MaySee(const Aggregate& aggregate) const {
    return session_.MaySee({.name = aggregate.name(),
                            .organisation = aggregate.organisation(),
                            .person = aggregate.person(),
                            .parties = aggregate.parties()},
                           conventions_);
  }

 private:
  [[nodiscard]] Session::Loaded LoadState(const std::string& name) const {
    if (CollectionOf(name) != Aggregate::kCollection) return {};
    return session_.LoadAggregate(name, [this, &name](const std::vector<journal::Row>& rows) {
      auto aggregate = std::make_shared<Aggregate>(name);
      for (const auto& row : rows) {
        const auto fact = session_.Decode(row);
        CHECK(fact != nullptr && Aggregate::Facts::Apply(*aggregate, *fact));
      }
      return std::shared_ptr<const void>(std::move(aggregate));
    });
  }

  Session& session_;
  const security::Conventions& conventions_;
};

}  // namespace parcours::execution
