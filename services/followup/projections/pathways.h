#pragma once

// p_pathways and p_alerts: what lists of pathways and alerts are made of.

#include <google/protobuf/timestamp.pb.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "parcours/type/v1/programme.pb.h"
#include "services/followup/domain/pathway_state.h"
#include "services/followup/domain/training.h"
#include "services/platform/core/clock.h"
#include "services/platform/execution/projection.h"
#include "services/platform/store/connection.h"

namespace parcours::followup {

[[nodiscard]] execution::Projection PathwaysProjection();

// A pathway as lists need it, without its journal.
struct PathwayRow {
  std::string name;
  std::string organisation;
  std::string person;
  std::string trainer_organisation;
  std::string prescriber;
  std::string rncp;
  std::string cfd;
  type::v1::ProgrammeKind programme_kind = type::v1::PROGRAMME_KIND_UNSPECIFIED;
  CivilDate opened_on;
  std::optional<CivilDate> closed_on;
  Training training;
  std::vector<ReferentSpell> referents;
  std::set<std::string> former_readers;

  [[nodiscard]] const ReferentSpell* ReferentOn(CivilDate day) const;
  [[nodiscard]] std::vector<std::string> parties() const;
};

// A place in the order of opening, then name.
struct PathwayPlace {
  std::string opened_on;
  std::string name;
};

// The next pathways after `after`, at most `limit`; of one organisation where one is given.
[[nodiscard]] std::vector<PathwayRow> PathwaysAfter(store::Connection& db,
                                                    const PathwayPlace& after,
                                                    const std::string& organisation, int limit);

// One pathway; nullopt when it is not open.
[[nodiscard]] std::optional<PathwayRow> FindPathwayRow(store::Connection& db,
                                                       const std::string& pathway);

// When the pathway was opened here; nullopt when it is not.
[[nodiscard]] std::optional<Instant> OpeningInstant(store::Connection& db,
                                                    const std::string& pathway);
[[nodiscard]] google::protobuf::Timestamp ToTimestamp(Instant instant);

struct AlertPlace {
  std::string raised_on;
  std::string name;
};
struct AlertRow {
  AlertPlace place;
  std::string pathway;
};

// The next alerts after `after`, oldest first; of one pathway where one is given.
struct AlertQuestion {
  AlertPlace after;
  std::string pathway;
  bool include_closed = false;
  int limit = 0;
};
[[nodiscard]] std::vector<AlertRow> AlertsAfter(store::Connection& db,
                                                const AlertQuestion& question);

// The oldest open alert of the pathway that nobody has taken up, with its day.
[[nodiscard]] std::optional<std::pair<std::string, CivilDate>> FirstAlertNotTakenUp(
    store::Connection& db, const std::string& pathway);

}  // namespace parcours::followup
