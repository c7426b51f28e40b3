#pragma once

// Pathways as their facts make them.

#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

#include "services/followup/domain/judgement.h"
#include "services/followup/domain/pathway.h"
#include "services/followup/tests/domain/vectors.h"

namespace parcours::followup {

inline const Owner kOwner{.organisation = "organisations/cfa", .person = "persons/p"};

template <typename Fact>
void Take(Pathway& pathway, Fact fact, const std::string& today = "2025-03-06") {
  if (fact.meta().effective_date().empty()) fact.mutable_meta()->set_effective_date(today);
  pathway.Apply(fact);
}

inline void TakeAll(Pathway& pathway, std::vector<Judgement> facts,
                    const std::string& today = "2025-03-06") {
  for (auto& fact : facts) {
    std::visit([&](auto& one) { Take(pathway, one, today); }, fact);
  }
}

inline Enrolment OneYear() {
  return {.owner = kOwner,
          .origin = v1::IMPORT,
          .programme = "programmes/APPRENTICESHIP",
          .programme_kind = type::v1::APPRENTICESHIP,
          .session = {Day("2024-09-01"), Day("2025-08-31")},
          .opened_on = Day("2024-09-01")};
}

// Open since 2024-09-01 with the organisation's default référent.
inline Pathway Opened() {
  Pathway pathway("pathways/x");
  Take(pathway, pathway.Open(OneYear()).value());
  Take(pathway, pathway.AssignDefault("agents/default"));
  return pathway;
}

inline ContractStatement Contract1() {
  return {.contract = "apprenticeshipContracts/1",
          .number = 1,
          .start = Day("2024-10-01"),
          .end = Day("2025-08-31"),
          .employer = "organisations/a",
          .imported = true};
}

inline ContractStatement Contract2() {
  return {.contract = "apprenticeshipContracts/2",
          .number = 2,
          .start = Day("2025-04-01"),
          .end = Day("2025-10-31"),
          .employer = "organisations/b"};
}

inline void Attach(Pathway& pathway, const ContractStatement& statement) {
  Take(pathway, pathway.Attach(statement, kOwner).value());
}

inline void Break(Pathway& pathway, const std::string& day = "2024-12-01") {
  Take(pathway, pathway.MarkBroken("apprenticeshipContracts/1", Day(day), kOwner).value());
}

// Contract 1 broken on 2024-12-01, as the platform learnt on 2025-03-06.
inline Pathway BrokenInDecember() {
  Pathway pathway = Opened();
  Attach(pathway, Contract1());
  TakeAll(pathway, PlanWindows(pathway, Day("2025-03-06")));
  Break(pathway);
  TakeAll(pathway, JudgeStart(pathway, "contractBreaks/1", Day("2025-03-06")));
  return pathway;
}

// The only judgement of this type among the facts; fails the test where there is none.
template <typename Fact>
Fact Only(const std::vector<Judgement>& facts) {
  for (const auto& fact : facts) {
    if (const auto* found = std::get_if<Fact>(&fact)) return *found;
  }
  ADD_FAILURE() << "no " << Fact::descriptor()->name();
  return {};
}

}  // namespace parcours::followup
