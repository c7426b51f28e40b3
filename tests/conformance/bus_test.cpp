#include "tests/conformance/bus_suite.h"
#include "tests/conformance/embedded_world.h"
#include "tests/conformance/kafka_world.h"

namespace parcours::conformance {
namespace {

INSTANTIATE_TEST_SUITE_P(
    Adapters, BusSuite,
    ::testing::Values(
        Adapter{.name = "embedded", .make = [] { return std::make_unique<EmbeddedWorld>(); }},
        Adapter{.name = "mock", .make = [] { return std::make_unique<MockWorld>(); }}),
    [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace parcours::conformance
