#pragma once

#include <array>
#include <functional>
#include <string_view>

namespace parcours {

// Called where a process may die with the most harm; tests make it die there. Empty in production:
// a point then costs one comparison.
using CrashPoints = std::function<void(std::string_view point)>;

inline void Pass(const CrashPoints& points, std::string_view point) {
  if (points) points(point);
}

// Start.
inline constexpr std::string_view kAfterOpen = "after_open";  // migrated, nothing runs yet
// The writer's transaction.
inline constexpr std::string_view kBeforeBegin = "before_begin";  // jobs are taken from the queue
inline constexpr std::string_view kAfterJob = "after_job";        // one of the batch's jobs has run
inline constexpr std::string_view kBeforeKeys = "before_keys";  // keys of new subjects: not durable
inline constexpr std::string_view kBeforeCommit = "before_commit";  // facts written, keys durable
inline constexpr std::string_view kAfterCommit = "after_commit";    // durable, nobody knows
inline constexpr std::string_view kAfterHandOn = "after_hand_on";   // relay and scheduler know
inline constexpr std::string_view kAfterAnswer = "after_answer";    // one of the callers knows
// Relay.
inline constexpr std::string_view kAfterCommitBeforePublish = "after_commit_before_publish";
inline constexpr std::string_view kBetweenSends = "between_sends";
inline constexpr std::string_view kAfterSend = "after_send";
inline constexpr std::string_view kAfterReport = "after_report";  // one delivery is known
inline constexpr std::string_view kAfterReportBeforeWatermark = "after_report_before_watermark";
inline constexpr std::string_view kAfterWatermark = "after_watermark";  // written, not committed
// Subscription.
inline constexpr std::string_view kAfterPollBeforeApply = "after_poll_before_apply";
inline constexpr std::string_view kBeforeBatchCommit = "before_batch_commit";
inline constexpr std::string_view kAfterBatchCommit = "after_batch_commit";
inline constexpr std::string_view kAfterAnnounce = "after_announce";  // the bus knows the positions
inline constexpr std::string_view kBeforeReplay = "before_replay";    // positions are forgotten
// Timers.
inline constexpr std::string_view kBeforeTimers = "before_timers";  // due ones are read
inline constexpr std::string_view kAfterTimerJudged = "after_timer_judged";
inline constexpr std::string_view kAfterTimerMarked = "after_timer_marked";
// Rebuild of a projection.
inline constexpr std::string_view kBeforeRebuild = "before_rebuild";  // the file beside is made
inline constexpr std::string_view kAfterRebuildRead = "after_rebuild_read";  // own facts applied
inline constexpr std::string_view kBeforeSwitch = "before_switch";  // tables copied, not committed
inline constexpr std::string_view kAfterSwitch = "after_switch";

inline constexpr std::array kCrashPoints{kAfterOpen,
                                         kBeforeBegin,
                                         kAfterJob,
                                         kBeforeKeys,
                                         kBeforeCommit,
                                         kAfterCommit,
                                         kAfterHandOn,
                                         kAfterAnswer,
                                         kAfterCommitBeforePublish,
                                         kBetweenSends,
                                         kAfterSend,
                                         kAfterReport,
                                         kAfterReportBeforeWatermark,
                                         kAfterWatermark,
                                         kAfterPollBeforeApply,
                                         kBeforeBatchCommit,
                                         kAfterBatchCommit,
                                         kAfterAnnounce,
                                         kBeforeReplay,
                                         kBeforeTimers,
                                         kAfterTimerJudged,
                                         kAfterTimerMarked,
                                         kBeforeRebuild,
                                         kAfterRebuildRead,
                                         kBeforeSwitch,
                                         kAfterSwitch};

}  // namespace parcours
