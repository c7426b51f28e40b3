#pragma once

// What the bus answers when it cannot do what was asked, and why a record was not taken for a fact.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "services/platform/core/error.h"

namespace parcours::bus {

// The bus itself.
[[nodiscard]] Error TopicUnknown(const std::vector<std::string>& topics);  // FAILED_PRECONDITION
[[nodiscard]] Error BusUnreachable(std::string_view what);                 // UNAVAILABLE
[[nodiscard]] Error BusSettingInvalid(std::string_view name, std::string_view why);
[[nodiscard]] Error BusRefused(std::string_view what, std::string_view why);  // INTERNAL
[[nodiscard]] Error NotAuthorised(std::string_view what);  // PERMISSION_DENIED, BUS_NOT_AUTHORISED
[[nodiscard]] Error ProducerQueueFull();                   // RESOURCE_EXHAUSTED
[[nodiscard]] Error ProducerFatal(std::string_view why);   // ABORTED
[[nodiscard]] Error DeliveryUnproven();                    // UNAVAILABLE
[[nodiscard]] Error ConsumerFatal(std::string_view why);   // ABORTED
[[nodiscard]] Error NothingToRelay();                      // FAILED_PRECONDITION

// The journal was restored from an older copy (DELIVERY section 5.26). `facts` names some of those
// that it lacks.
[[nodiscard]] Error JournalBehindTopic(const std::vector<std::string>& facts);

// A record that is not one of our facts, or not a sound one: INVALID_ARGUMENT, field = header or
// "value".
[[nodiscard]] Error HeaderMissing(std::string_view header);
[[nodiscard]] Error HeaderInvalid(std::string_view header);
[[nodiscard]] Error StructuredModeRefused();
[[nodiscard]] Error ContentTypeRefused();
[[nodiscard]] Error TypeForeign();
[[nodiscard]] Error TypeUnknown(std::string_view type);
[[nodiscard]] Error ValueEmpty();
[[nodiscard]] Error ValueUnparseable();

// A fact whose reaction could not be carried through.
[[nodiscard]] Error HandlerThrew();                      // INTERNAL
[[nodiscard]] Error NotYetExhausted(const Error& last);  // FAILED_PRECONDITION
[[nodiscard]] Error LaneFull(std::string_view key);      // RESOURCE_EXHAUSTED

// Dead letters.
[[nodiscard]] Error DeadLetterNotFound(std::int64_t id);
[[nodiscard]] Error SelectionEmpty();
[[nodiscard]] Error ReasonRequired();

}  // namespace parcours::bus
