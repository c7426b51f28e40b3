#pragma once

#include <google/protobuf/message.h>

#include <string_view>
#include <vector>

namespace parcours::journal {

// The facts of one aggregate. Listing a fact without an `Apply` overload does not compile.
template <typename... Facts>
struct FactList {
  // Calls aggregate.Apply(fact) with the fact's own type; false when the type is not listed.
  template <typename Aggregate>
  static bool Apply(Aggregate& aggregate, const google::protobuf::Message& fact) {
    return (ApplyOne<Facts>(aggregate, fact) || ...);
  }

  [[nodiscard]] static std::vector<const google::protobuf::Descriptor*> Types() {
    return {Facts::descriptor()...};
  }

 private:
  template <typename Fact, typename Aggregate>
  static bool ApplyOne(Aggregate& aggregate, const google::protobuf::Message& fact) {
    if (fact.GetDescriptor() != Fact::descriptor()) return false;
    aggregate.Apply(static_cast<const Fact&>(fact));
    return true;
  }
};

}  // namespace parcours::journal
