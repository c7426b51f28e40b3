#include "services/platform/execution/projection.h"

#include <algorithm>

namespace parcours::execution {

bool ProjectionTable::Apply(const google::protobuf::Message& fact,
                            ProjectionContext& context) const {
  bool applied = false;
  for (const auto& projection : projections_) {
    for (const auto& row : projection.rows) {
      if (row.type != fact.GetDescriptor()) continue;
      row.apply(fact, context);
      applied = true;
    }
  }
  return applied;
}

bool ProjectionTable::Knows(const google::protobuf::Descriptor& type) const {
  return std::any_of(
      projections_.begin(), projections_.end(), [&type](const Projection& projection) {
        return std::any_of(projection.rows.begin(), projection.rows.end(),
                           [&type](const ProjectionRow& row) { return row.type == &type; });
      });
}

const Projection* ProjectionTable::Find(std::string_view name) const {
  const auto found =
      std::find_if(projections_.begin(), projections_.end(),
                   [name](const Projection& projection) { return projection.name == name; });
  return found == projections_.end() ? nullptr : &*found;
}

}  // namespace parcours::execution
