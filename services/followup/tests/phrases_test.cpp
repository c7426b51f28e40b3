#include "services/followup/phrases.h"

#include <gtest/gtest.h>

#include "parcours/followup/v1/breaks.pb.h"
#include "parcours/followup/v1/company_side.pb.h"
#include "parcours/followup/v1/followup_events.pb.h"
#include "parcours/followup/v1/passport.pb.h"
#include "parcours/followup/v1/support_evaluation.pb.h"
#include "parcours/insertion/v1/insertion_events.pb.h"

namespace parcours::followup {
namespace {

const PhraseArguments kArguments{{"number", "1"},
                                 {"source", "source.CFA"},
                                 {"due", "2025-03-24"},
                                 {"waves", "2025-11-30,2026-02-28"},
                                 {"windows", "2025-04-01/2025-06-01,2025-06-30/2025-08-31"},
                                 {"recorded", "2025-03-06"}};

TEST(Phrases, PutWordsAndValuesIn) {
  EXPECT_EQ(Say(Language::kEnglish, "contract_broken", kArguments),
            "contract 1 broken (source: CFA file)");
  EXPECT_EQ(Say(Language::kFrench, "contract_broken", kArguments),
            "contrat 1 rompu (source : fichier du CFA)");
}

TEST(Phrases, WriteDatesAsEachLanguageDoes) {
  EXPECT_EQ(Say(Language::kEnglish, "pathway_opened.import", kArguments),
            "pathway opened (import, recorded 2025-03-06)");
  EXPECT_EQ(Say(Language::kFrench, "pathway_opened.import", kArguments),
            "parcours ouvert (import, enregistré le 06/03/2025)");
  EXPECT_EQ(Say(Language::kEnglish, "mission_submitted", kArguments),
            "mission submitted, due 03-24");
}

TEST(Phrases, WriteListsAndSpansWithoutYear) {
  EXPECT_EQ(Say(Language::kEnglish, "insertion_opened", kArguments), "calendar 11-30, 02-28");
  EXPECT_EQ(Say(Language::kEnglish, "meeting_held.window", kArguments),
            "employer meeting held (window 04-01…06-01, 06-30…08-31)");
}

// Every value of an enumeration is said in words, not by its code.
void ExpectWords(const google::protobuf::EnumDescriptor& type, const std::string& prefix,
                 const std::string& phrase, const std::string& argument) {
  PhraseArguments arguments{{"days", "1"},   {"number", "1"},   {"minutes", "1"},
                            {"months", "6"}, {"severity", "3"}, {"code", "C1"}};
  for (int i = 0; i < type.value_count(); ++i) {
    const std::string& code = type.value(i)->name();
    for (const auto language : {Language::kEnglish, Language::kFrench}) {
      arguments[argument] = prefix + "." + code;
      const std::string said = Say(language, phrase, arguments);
      arguments[argument] = "unknown." + code;
      EXPECT_NE(said, Say(language, phrase, arguments)) << code;
    }
  }
}

TEST(Phrases, HaveAWordForEveryValue) {
  ExpectWords(*type::v1::BreakSource_descriptor(), "source", "contract_broken", "source");
  ExpectWords(*v1::ContinuationEnded::Reason_descriptor(), "end", "continuation_ended", "reason");
  ExpectWords(*type::v1::InterviewKind_descriptor(), "interview", "interview", "kind");
  ExpectWords(*type::v1::BarrierCategory_descriptor(), "barrier", "barrier_confirmed", "category");
  ExpectWords(*v1::PathwayResult_descriptor(), "result", "pathway_completed", "result");
  ExpectWords(*v1::LogbookParty_descriptor(), "party", "end_evaluation", "party");
  ExpectWords(*v1::AdequacySubject_descriptor(), "adequacy", "company_checked", "subject");
  ExpectWords(*v1::EmployerContactKind_descriptor(), "contact", "employer_contact", "kind");
  ExpectWords(*v1::GroupSessionKind_descriptor(), "group", "group_session", "kind");
  ExpectWords(*v1::CompanyPeriodKind_descriptor(), "period", "company_period", "kind");
  ExpectWords(*v1::AdjustmentKind_descriptor(), "adjustment", "support_evaluated.adjusted",
              "kinds");
  ExpectWords(*v1::OrientationAnswer_descriptor(), "orientation", "orientation_answered", "answer");
  ExpectWords(*v1::MilestoneKind_descriptor(), "milestone", "milestone_reached", "kind");
  ExpectWords(*insertion::v1::Situation_descriptor(), "situation", "outcome", "situation");
}

TEST(Phrases, SayAnUnknownWordAsItCame) {
  EXPECT_EQ(Say(Language::kEnglish, "contract_broken", {{"number", "1"}, {"source", "source.NEW"}}),
            "contract 1 broken (source: NEW)");
}

}  // namespace
}  // namespace parcours::followup
