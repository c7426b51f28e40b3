#include "services/platform/host/rebuilds.h"

namespace parcours::host {
namespace {

Error ProjectionUnknown(const std::string& name) {
  return {.code = Code::kNotFound,
          .reason = "PROJECTION_UNKNOWN",
          .field = "projections/" + name,
          .french = "Ce service n'a pas de projection « " + name + " ».",
          .english = "This service has no projection '" + name + "'."};
}

Error RebuildUnderWay(const std::string& name) {
  return {
      .code = Code::kFailedPrecondition,
      .reason = "REBUILD_UNDER_WAY",
      .field = "projections/" + name,
      .french = "La projection « " + name + " » est en cours de reconstruction : attendez sa fin.",
      .english = "The projection '" + name + "' is being rebuilt: wait until it is done.",
      .retry_after = std::chrono::seconds(5)};
}

}  // namespace

Rebuilds::~Rebuilds() { Stop(); }

Result<void> Rebuilds::StartOrJoin(bus::Bus& bus, const std::string& projection,
                                   Listener listener) {
  const auto* found = core_.FindProjection(projection);
  if (found == nullptr) return Refuse(ProjectionUnknown(projection));
  const std::scoped_lock lock(mutex_);
  if (!under_way_.empty() && under_way_ != projection) return Refuse(RebuildUnderWay(under_way_));
  listeners_.push_back(std::move(listener));
  if (!under_way_.empty()) return {};
  if (thread_.joinable()) thread_.join();  // it has told its end: nothing is left to wait for
  under_way_ = projection;
  thread_ = std::thread([this, &bus, found] { Run(bus, *found); });
  return {};
}

std::string Rebuilds::under_way() const {
  const std::scoped_lock lock(mutex_);
  return under_way_;
}

void Rebuilds::Stop() {
  stopping_ = true;
  if (thread_.joinable()) thread_.join();
}

void Rebuilds::Run(bus::Bus& bus, const execution::Projection& projection) {
  RebuildProgress last{.projection = projection.name, .version = projection.version};
  ProjectionRebuild rebuild(core_, bus, projection, [this, &last](const RebuildProgress& progress) {
    last = progress;
    Tell(progress, nullptr);
    return !stopping_.load();
  });
  const auto ended = rebuild.Run();
  last.switched = ended.has_value();
  Tell(last, &ended);
}

void Rebuilds::Tell(const RebuildProgress& progress, const Result<void>* ended) {
  std::vector<Listener> listeners;
  {
    const std::scoped_lock lock(mutex_);
    listeners.swap(listeners_);
    if (ended != nullptr) under_way_.clear();
  }
  std::erase_if(listeners, [&](const Listener& listener) { return !listener(progress, ended); });
  if (ended != nullptr) return;
  const std::scoped_lock lock(mutex_);
  listeners_.insert(listeners_.end(), listeners.begin(), listeners.end());
}

}  // namespace parcours::host
