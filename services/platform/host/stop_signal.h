#pragma once

#include "services/platform/core/result.h"

namespace parcours::host {

// SIGTERM and SIGINT as something to wait for. Made first of all in main, so that every thread
// blocks them.
class StopSignal {
 public:
  StopSignal();
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  // Until one of them arrives.
  void Wait() const;

 private:
  int file_ = -1;
};

// Ignores SIGPIPE, keeps gRPC's own log off stderr, tunes the allocator as DELIVERY section 7
// measured it.
void PrepareProcess();

}  // namespace parcours::host
