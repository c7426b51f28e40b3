#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/platform/core/civil_date.h"
#include "services/recruitment/domain/record_problem.h"

// One learner record of the national format (dossier apprenant, v3), as the national dashboard
// reads it (DOMAIN 1.0): normalised, faults named. Every field of the format is checked; only those
// that the platform uses are kept.
namespace parcours::recruitment {

// One apprenticeship contract of a record.
struct DossierContract {
  int rank = 1;  // place in the record, 1 to 4
  CivilDate start;
  std::optional<CivilDate> end;
  std::optional<CivilDate> broken_on;  // may precede the start: the sender's statement
  std::string break_cause;
  std::string employer_siret;  // empty: unknown
};

struct Establishment {
  std::string uai;
  std::string siret;
};

// Empty text and nullopt: not given, or dropped with a warning.
struct DossierRecord {
  // Person.
  std::string family_name;
  std::string given_name;
  CivilDate birth;
  std::string sex;  // "M" or "F"
  std::string birth_postcode;
  std::string ine;
  std::string email;
  std::string phone;  // as NormalisePhone gives it
  std::string address;
  std::string postcode;
  std::string commune;  // INSEE code
  std::vector<std::string> guardian_emails;
  bool disability_recognised = false;  // RQTH
  bool has_nir = false;                // a valid NIR was received; the NIR itself is gone

  // Training.
  std::string school_year;
  std::string erp_id;
  std::string source;  // the sender's system, as the record itself says
  std::string label;
  std::string rncp;
  std::string cfd;
  std::optional<int> training_year;
  std::optional<int> theoretical_months;
  CivilDate registered_on;
  CivilDate entry;
  CivilDate end;
  std::optional<CivilDate> excluded_on;
  std::string exclusion_cause;
  std::optional<bool> diploma_obtained;
  std::optional<CivilDate> diploma_on;
  Establishment responsible;
  Establishment trainer;

  std::vector<DossierContract> contracts;  // in the order of the record, at most four
};

struct DossierReading {
  DossierRecord record;  // as far as it could be read when the record is set aside
  ProblemList problems;
};

// Reads one record, in JSON. Total: whatever the bytes are, the answer is a record or the problems
// that set it aside. A NIR is checked and forgotten here.
[[nodiscard]] DossierReading ReadDossier(std::string_view json);

// All that a correction could change, one line per field, equal for equal records: the text whose
// hash recognises an identical record.
[[nodiscard]] std::string CanonicalText(const DossierRecord& record);

}  // namespace parcours::recruitment
