#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parcours::recruitment {

// A kind of fault of an imported record, defined once: stable reason, and what the sender reads.
// Where the national dashboard has a sentence for it, the French one is the dashboard's.
struct Fault {
  std::string_view reason;
  std::string_view french;
  std::string_view english;
};

// One fault found in one field of one record.
struct RecordProblem {
  std::string field;  // as the sender writes it; empty = the record as a whole
  Fault fault;
  std::string received;     // shortened; never a NIR
  bool sets_aside = false;  // the record is not taken in; otherwise a warning
};

// What was found wrong while reading one record.
class ProblemList {
 public:
  // The record is not taken in.
  void SetAside(std::string_view field, const Fault& fault, std::string_view received = {});
  // The record is taken in; the field was dropped, or is doubtful.
  void Warn(std::string_view field, const Fault& fault, std::string_view received = {});

  [[nodiscard]] bool SetsAside() const;
  // Errors, then warnings, each in the order in which they were found.
  [[nodiscard]] std::vector<RecordProblem> Sorted() const;

 private:
  std::vector<RecordProblem> problems_;
};

// What may be shown of a value that was received: shortened, and nothing at all of one that holds a
// NIR.
[[nodiscard]] std::string Shown(std::string_view received);

}  // namespace parcours::recruitment
