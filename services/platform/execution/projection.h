#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "services/platform/journal/fact.h"
#include "services/platform/security/keyring.h"
#include "services/platform/store/connection.h"

namespace parcours::execution {

// What a projection writes to. Own facts come whole; facts of other services come without their
// sensitive fields. A projection gives the same tables for every order of facts of different
// aggregates.
struct ProjectionContext {
  store::Connection& db;
  const journal::FactMeta& meta;
  security::Keyring& keyring;
};

// One row: fact → what it changes in the query tables.
struct ProjectionRow {
  const google::protobuf::Descriptor* type;
  std::function<void(const google::protobuf::Message&, ProjectionContext&)> apply;
};

// Project<v1::PathwayOpened>(AddPathway)
template <typename Fact>
[[nodiscard]] ProjectionRow Project(void (*apply)(const Fact&, ProjectionContext&)) {
  return {Fact::descriptor(),
          [apply](const google::protobuf::Message& fact, ProjectionContext& context) {
            apply(static_cast<const Fact&>(fact), context);
          }};
}

// One query model. Its tables are named `p_<name>` or `p_<name>_…`; `version` grows when schema or
// meaning changes, and the host then rebuilds it beside the old one. `schema` creates the tables,
// dropping nothing.
struct Projection {
  std::string name;
  int version = 1;
  std::string schema;
  std::vector<std::string> tables;
  std::vector<ProjectionRow> rows;
};

class ProjectionTable {
 public:
  explicit ProjectionTable(std::vector<Projection> projections)
      : projections_(std::move(projections)) {}

  // Applies every row of the fact's type; false when there is none.
  bool Apply(const google::protobuf::Message& fact, ProjectionContext& context) const;
  [[nodiscard]] bool Knows(const google::protobuf::Descriptor& type) const;
  [[nodiscard]] const std::vector<Projection>& all() const { return projections_; }
  [[nodiscard]] const Projection* Find(std::string_view name) const;

 private:
  std::vector<Projection> projections_;
};

}  // namespace parcours::execution
