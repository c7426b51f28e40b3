#include "services/recruitment/domain/dossier_lists.h"

#include <algorithm>
#include <array>

namespace parcours::recruitment {
namespace {

// Sorted.
constexpr std::array kSifaSituations = {
    1003, 1005, 1009, 1017, 1019, 1021, 1023, 2001, 2003, 2005, 2007, 3001, 3003,
    3009, 3011, 3021, 3023, 3031, 3032, 3033, 3101, 3103, 3109, 3111, 3117, 3119,
    3121, 3123, 3131, 3132, 3133, 4001, 4003, 4005, 4007, 4009, 4011, 4013, 4015,
    4017, 4019, 4021, 4023, 4025, 4027, 4101, 4103, 4105, 4107, 4111, 4113, 4115,
    4117, 4119, 4121, 4123, 4125, 4127, 5901, 5903, 5905, 5907, 5909, 9900, 9999};
static_assert(kSifaSituations.size() == 65 && std::ranges::is_sorted(kSifaSituations));

constexpr std::array<std::string_view, 10> kCfaTypes = {"01", "02", "03", "04", "05",
                                                        "06", "07", "08", "09", "10"};

}  // namespace

bool IsSifaSituation(int code) { return std::ranges::binary_search(kSifaSituations, code); }

bool IsCfaType(std::string_view code) {
  return std::ranges::find(kCfaTypes, code) != kCfaTypes.end();
}

}  // namespace parcours::recruitment
