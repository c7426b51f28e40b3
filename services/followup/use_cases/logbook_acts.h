#pragma once

#include "parcours/followup/v1/followup_service.pb.h"
#include "services/followup/context.h"

namespace parcours::followup {

// A logbook, opened by one of its four parties.
struct OpenedLogbook {
  Pathway pathway;
  Logbook logbook;
  v1::LogbookParty party;  // the caller's
  // An employer reads from the first day of its own contract on, YYYY-MM-DD; the others all.
  std::string since = {};
};

// NOT_FOUND for whoever is none of the four parties; ABORTED, ETAG_MISMATCH.
[[nodiscard]] Result<OpenedLogbook> OpenLogbook(Context& context, const std::string& pathway,
                                                const std::string& etag = {});

// As its party sees it, with the entries of one month.
[[nodiscard]] v1::Logbook View(const OpenedLogbook& opened, const std::string& month,
                               Context& context);

// What was to be done with the company and is not.
[[nodiscard]] std::vector<v1::CompanyLapse> LapsesOf(const Pathway& pathway, Context& context);

}  // namespace parcours::followup
