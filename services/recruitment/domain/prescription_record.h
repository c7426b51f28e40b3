#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/platform/core/civil_date.h"
#include "services/recruitment/domain/record_problem.h"

// One row of the prescription list that a prescriber exports from its support system: 25 columns,
// named by their French headers, a star after those that must be filled. Columns that the platform
// does not use are checked for the sender and not kept.
namespace parcours::recruitment {

// Empty text: not given, or dropped with a warning.
struct PrescriptionRecord {
  std::string sender_id;  // id of the person in the prescriber's system
  std::string family_name;
  std::string given_name;
  CivilDate birth;
  std::string birth_place;
  std::vector<std::string> phones;  // as NormalisePhone gives them, without repetition
  std::string email;
  std::string address;
  std::string postcode;
  bool disability_recognised = false;  // RQTH
  bool has_nir = false;                // a valid NIR was received; the NIR itself is gone
};

struct PrescriptionReading {
  PrescriptionRecord record;
  ProblemList problems;
};

// Cells by header. Unknown headers are ignored, missing optional ones are no fault.
using PrescriptionRow = std::map<std::string, std::string, std::less<>>;

// Reads one row. Dates: 1998-05-25, 25/05/1998 or 25-05-1998. A NIR is checked and forgotten here.
[[nodiscard]] PrescriptionReading ReadPrescription(const PrescriptionRow& row);

// All that a correction could change, one line per field: the text whose hash recognises an
// identical row.
[[nodiscard]] std::string CanonicalText(const PrescriptionRecord& record);

}  // namespace parcours::recruitment
