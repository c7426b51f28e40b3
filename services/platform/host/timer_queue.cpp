#include "services/platform/host/timer_queue.h"

#include <algorithm>
#include <exception>

#include "services/platform/execution/refusals.h"

namespace parcours::host {
namespace {

Error HandlerMissing(const std::string& kind) {
  return {.code = Code::kInternal,
          .reason = "TIMER_HANDLER_MISSING",
          .field = kind,
          .french = "Aucun traitement n'est prévu pour cette échéance.",
          .english = "There is no handler for this timer."};
}

execution::Origin OriginOf(const std::string& service) {
  return {.actor = security::SystemActor(service),
          .grants = {{.scope = options::v1::PLATFORM, .through = {}}},
          .cause = {},
          .chain = 0,
          .trace = {}};
}

}  // namespace

Result<TimerQueue::Round> TimerQueue::Fire(Steady now) {
  Round round;
  TRY(core_.writer().SubmitAndWait(
      [this, &round, now](store::Connection& db) {
        round = RunRound(db, now);
        return true;
      },
      store::Job::Undo::kByItself));
  return round;
}

Result<TimerQueue::Round> TimerQueue::FireAll(Steady now) {
  Round total;
  while (true) {
    TRY(const Round round, Fire(now));
    total.fired += round.fired;
    total.refused += round.refused;
    total.retry_at = round.retry_at;
    if (round.fired == 0 && round.refused == 0) return total;
  }
}

Result<void> TimerQueue::TakeBack() {
  return core_.writer().SubmitAndWait([](store::Connection& db) {
    schedule::Timers(db).TakeBack();
    return true;
  });
}

TimerQueue::Round TimerQueue::RunRound(store::Connection& db, Steady now) {
  Round round;
  Pass(core_.crash_points(), kBeforeTimers);
  const int window = options_.per_round + static_cast<int>(retries_.size());
  for (const auto& timer : schedule::Timers(db).Due(core_.clock().Today(), window)) {
    const Key key{timer.kind, timer.aggregate, timer.due};
    if (round.fired + round.refused == options_.per_round) break;
    if (!MayFire(key, now)) continue;
    if (const auto fired = FireOne(db, timer)) {
      retries_.erase(key);
      ++round.fired;
    } else {
      Postpone(db, timer, fired.error(), now);
      ++round.refused;
    }
  }
  for (const auto& [key, retry] : retries_) {
    round.retry_at = std::min(round.retry_at.value_or(retry.at), retry.at);
  }
  return round;
}

bool TimerQueue::MayFire(const Key& key, Steady now) const {
  const auto retry = retries_.find(key);
  return retry == retries_.end() || retry->second.at <= now;
}

Result<void> TimerQueue::FireOne(store::Connection& db, const schedule::Timer& timer) {
  execution::Session session(core_.writing(), OriginOf(core_.name()), db,
                             execution::Session::Mode::kWrite);
  db.Execute("SAVEPOINT timer");
  auto judged = Judge(timer, session);
  Pass(core_.crash_points(), kAfterTimerJudged);
  if (!judged) {
    session.Undo();
    db.Execute("ROLLBACK TO timer");
  }
  const bool settled = judged || judged.error().refusal == RefusalClass::kAlreadyDone;
  if (settled) schedule::Timers(db).MarkFired(timer);
  Pass(core_.crash_points(), kAfterTimerMarked);
  db.Execute("RELEASE timer");
  if (settled) return {};
  return judged;
}

Result<void> TimerQueue::Judge(const schedule::Timer& timer, execution::Session& session) const {
  const auto& handlers = core_.definition().timers;
  const auto handler =
      std::find_if(handlers.begin(), handlers.end(),
                   [&timer](const auto& candidate) { return candidate.kind == timer.kind; });
  if (handler == handlers.end()) return Refuse(HandlerMissing(timer.kind));
  try {
    return handler->run(timer, session);
  } catch (const store::Failure& failure) {
    if (failure.reach() == store::Failure::Reach::kTransaction) throw;
    return Refuse(failure.error());
  } catch (const std::exception&) {
    return Refuse(execution::Internal(timer.kind));
  }
}

void TimerQueue::Postpone(store::Connection& db, const schedule::Timer& timer, const Error& error,
                          Steady now) {
  const Key key{timer.kind, timer.aggregate, timer.due};
  auto& retry = retries_[key];
  const auto wait =
      std::min(options_.longest_retry, options_.first_retry * (1 << std::min(retry.attempts, 20)));
  ++retry.attempts;
  retry.at = now + wait;
  const bool last = retry.attempts >= options_.most_attempts;
  if (refused_) refused_(timer, error, {.attempts = retry.attempts, .last = last});
  if (!last) return;
  schedule::Timers(db).SetAside(timer, error.reason);
  retries_.erase(key);
}

}  // namespace parcours::host
