#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/followup/domain/training.h"

namespace parcours::followup {

// When the training organisation and the employer must meet (003 P3;
// rules/apprenticeship.textproto).
struct EmployerMeetingRule {
  int first_months = 2;  // from the start of training, or of the contract when it is later
  int last_months = 2;   // before the end of training
};

enum class WindowKind { kFirst, kLast };

// A span of days in which one employer meeting is due.
struct EmployerWindow {
  WindowKind kind;
  std::string contract;  // the contract whose employer is met
  std::string employer;
  Period days;

  friend bool operator==(const EmployerWindow&, const EmployerWindow&) = default;
};

// Oldest first. A first window for the first contract and for each later one with another employer
// (two unknown employers are not the same one); a last window when a contract holds in it, for the
// contract that holds latest. Cancelled contracts and those broken before they began open none; no
// window leaves the training.
[[nodiscard]] std::vector<EmployerWindow> EmployerWindows(const Training& training,
                                                          const EmployerMeetingRule& rule = {});

enum class WindowState {
  kAhead,        // not yet open
  kOpen,         // open, nobody has met yet
  kHeld,         // a meeting took place inside
  kMissed,       // closed without a meeting
  kLapsed,       // contract broken, exclusion or exit before it closed: nothing was due any more
  kNotObserved,  // closed before the platform knew of it
};

// "AHEAD", "OPEN", "HELD", "MISSED", "LAPSED", "NOT_OBSERVED".
[[nodiscard]] std::string_view WindowStateName(WindowState state);

// A meeting of employer, apprentice and training organisation.
struct Meeting {
  CivilDate day;
  std::string employer = {};  // empty when nobody knows which
};

// True when the meeting falls inside and is with the window's employer, as far as both are known.
// One meeting may fill two windows where they overlap.
[[nodiscard]] bool Fills(const Meeting& meeting, const EmployerWindow& window);

// What is known on `today` of one of the windows of this training. `known_since` is the day on
// which the platform learnt that the window was due.
[[nodiscard]] WindowState StateOf(const EmployerWindow& window, const Training& training,
                                  std::span<const Meeting> meetings, CivilDate known_since,
                                  CivilDate today);

}  // namespace parcours::followup
