#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "services/platform/core/result.h"

namespace parcours::chaos {

// A broker of one's own, by deploy/kafka/broker, to be treated badly.
class Broker {
 public:
  // UNAVAILABLE, BROKER_NOT_STARTED.
  [[nodiscard]] static Result<std::unique_ptr<Broker>> Start(const std::filesystem::path& data);
  ~Broker();
  Broker(const Broker&) = delete;
  Broker& operator=(const Broker&) = delete;

  [[nodiscard]] const std::string& address() const { return address_; }
  void Signal(int number) const;
  void Stop() const;
  // On the same data and port.
  [[nodiscard]] Result<void> StartAgain();

 private:
  explicit Broker(std::filesystem::path data) : data_(std::move(data)) {}
  void Control(const std::vector<std::string>& arguments) const;

  const std::filesystem::path data_;
  std::string address_;
};

}  // namespace parcours::chaos
