#pragma once

#include <functional>
#include <string_view>

namespace parcours::bus {

// Called where a process may die with the most harm; tests make it die there. Does nothing unless
// given.
using CrashPoints = std::function<void(std::string_view)>;

inline constexpr std::string_view kAfterCommitBeforePublish = "after_commit_before_publish";
inline constexpr std::string_view kAfterSend = "after_send";
inline constexpr std::string_view kAfterReportBeforeWatermark = "after_report_before_watermark";
inline constexpr std::string_view kAfterPollBeforeApply = "after_poll_before_apply";
inline constexpr std::string_view kBeforeBatchCommit = "before_batch_commit";
inline constexpr std::string_view kAfterBatchCommit = "after_batch_commit";

}  // namespace parcours::bus
