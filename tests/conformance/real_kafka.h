#pragma once

// One broker for the tests of a program, one world in it for each of them.

#include <gtest/gtest.h>

#include "tests/conformance/kafka_broker.h"
#include "tests/conformance/kafka_world.h"

namespace parcours::conformance {

// The broker that tests share, started by the first of them; nullptr where there is no Kafka.
[[nodiscard]] KafkaBroker* SharedBroker();

// Topics of its own on the shared broker. nullptr after the test was skipped (or failed, where CI
// is set).
[[nodiscard]] std::unique_ptr<KafkaWorld> MakeRealWorld();

}  // namespace parcours::conformance
