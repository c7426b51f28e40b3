// Where a person is oriented whose pathway was interrupted, failed, or lost its cover.

#include <algorithm>

#include "services/followup/domain/break_refusals.h"
#include "services/followup/domain/fact_days.h"
#include "services/followup/domain/pathway.h"
#include "services/followup/domain/refusals.h"

namespace parcours::followup {
namespace {

// Bounds what is recorded of one pathway (DOMAIN 2).
constexpr std::size_t kMostOrientations = 20;

bool Awaits(const OrientationTry& orientation, const std::string& body) {
  return orientation.body == body && orientation.answer == v1::ORIENTATION_ANSWER_UNSPECIFIED;
}

}  // namespace

std::optional<v1::OrientationProposed> Pathway::ProposeOrientation() const {
  const auto& closing = state_.closing;
  if (!closing || closing->result == v1::CERTIFIED || state_.orientation_due_on) {
    return std::nullopt;
  }
  auto fact = FactOf<v1::OrientationProposed>(*this);
  fact.mutable_meta()->set_effective_date(closing->day.ToString());
  return fact;
}

Result<v1::OrientationMade> Pathway::OrientTo(const std::string& body, const std::string& reason,
                                              CivilDate day, const std::string& agent) const {
  if (!state_.open) return Refuse(PathwayNotOpen(name_));
  if (body == state_.organisation) return Refuse(OrientationToItself());
  const auto awaits = [&](const auto& orientation) { return Awaits(orientation, body); };
  if (std::ranges::any_of(state_.orientations, awaits)) return Refuse(OrientationAwaitsAnswer());
  if (state_.orientations.size() >= kMostOrientations) return Refuse(OrientationsTooMany());
  auto fact = FactOf<v1::OrientationMade>(*this);
  fact.set_body(body);
  fact.set_reason(reason);
  fact.set_made_by(agent);
  fact.mutable_meta()->set_effective_date(day.ToString());
  return fact;
}

Result<v1::OrientationAnswered> Pathway::AnswerOrientation(const std::string& body,
                                                           v1::OrientationAnswer answer,
                                                           const std::string& note,
                                                           CivilDate day) const {
  const auto awaited = [&](const auto& orientation) {
    return Awaits(orientation, body) && orientation.made_on <= day;
  };
  if (std::ranges::none_of(state_.orientations, awaited)) return Refuse(OrientationNotMade());
  auto fact = FactOf<v1::OrientationAnswered>(*this);
  fact.set_body(body);
  fact.set_answer(answer);
  fact.set_note(note);
  fact.mutable_meta()->set_effective_date(day.ToString());
  return fact;
}

void Pathway::Apply(const v1::OrientationProposed& fact) {
  Belongs(fact);
  const auto run = state_.continuations.find(fact.contract_break());
  if (run != state_.continuations.end()) run->second.orientation_proposed = true;
  if (!state_.orientation_due_on) {
    state_.orientation_due_on = EffectiveOf(fact);
  }
}

void Pathway::Apply(const v1::OrientationMade& fact) {
  Belongs(fact);
  state_.orientations.push_back(
      {.body = fact.body(), .made_on = EffectiveOf(fact), .reason = fact.reason()});
}

void Pathway::Apply(const v1::OrientationAnswered& fact) {
  Belongs(fact);
  const auto awaited = std::ranges::find_if(state_.orientations, [&](const auto& orientation) {
    return Awaits(orientation, fact.body());
  });
  if (awaited == state_.orientations.end()) return;
  awaited->answer = fact.answer();
  awaited->answered_on = fact.meta().effective_date();
  awaited->note = fact.note();
}

}  // namespace parcours::followup
