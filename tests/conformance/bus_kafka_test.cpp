#include "tests/conformance/bus_suite.h"
#include "tests/conformance/real_kafka.h"

namespace parcours::conformance {
namespace {

INSTANTIATE_TEST_SUITE_P(Kafka, BusSuite,
                         ::testing::Values(Adapter{.name = "real",
                                                   .make = [] { return MakeRealWorld(); }}),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace parcours::conformance
