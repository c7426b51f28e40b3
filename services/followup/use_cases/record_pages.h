#pragma once

#include <string>

#include "services/followup/context.h"
#include "services/followup/projections/records.h"
#include "services/followup/use_cases/pages.h"

namespace parcours::followup {

// Gives `add` the records that the caller may see, in their order, until it has taken a page of
// them; it returns whether it took one. The token of the next page; empty = that was the last one.
template <typename Records, typename Request, typename Add>
[[nodiscard]] Result<std::string> FillPage(Context& context, const Records& records,
                                           const Request& request, RecordQuestion question,
                                           const Add& add) {
  constexpr int kRowsPerRead = 500;
  constexpr int kLongestSearch = 10'000;
  TRY(const auto place, PlaceOf(request.page_token()));
  question.after = {.day = place.first, .name = place.second};
  question.limit = kRowsPerRead;
  int taken = 0;
  for (int seen = 0; seen < kLongestSearch; seen += kRowsPerRead) {
    const auto places = RecordsAfter(context.session.db(), question);
    for (const RecordPlace& next : places) {
      if (taken == PageSize(request.page_size())) {
        return PageToken(question.after.day, question.after.name);
      }
      question.after = next;
      const auto record = records.Find(next.name);
      if (records.MaySee(record) && add(record)) ++taken;
    }
    if (places.size() < static_cast<std::size_t>(kRowsPerRead)) return std::string{};
  }
  return PageToken(question.after.day, question.after.name);
}

}  // namespace parcours::followup
