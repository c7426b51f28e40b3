// The same facts in any order across topics and keys, with timers firing at any moment between
// them, end in the same facts and the same timelines.

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <deque>
#include <functional>

#include "services/followup/tests/domain/random.h"
#include "services/followup/tests/followup_test.h"

namespace parcours::followup {
namespace {

using Delivery = std::function<Result<void>()>;
// What one key of one topic holds: in order among itself.
using Lane = std::deque<Delivery>;

std::string Numbered(const std::string& name, int n) {
  std::string text = name;
  text.replace(text.size() - 2, 2, std::to_string(10 + n));
  return text;
}

class World {
 public:
  World() : fixture_(Define(), CivilDate(2025, 3, 6)) {}

  template <typename Fact>
  void Send(const std::string& lane, const Fact& fact) {
    const std::string aggregate =
        fact.GetReflection()->GetString(fact, Fact::descriptor()->FindFieldByNumber(1));
    lanes_[lane].push_back(
        [this, fact, aggregate] { return fixture_.Deliver(fact, {.aggregate = aggregate}); });
  }

  // Empties the lanes in an order drawn from `random`. A fact that may not come yet waits with
  // those behind it.
  void Settle(Random& random) {
    while (true) {
      std::erase_if(lanes_, [](const auto& lane) { return lane.second.empty(); });
      if (lanes_.empty()) break;
      const auto lane = std::next(lanes_.begin(), random.Between(0, Last(lanes_.size())));
      const auto heard = lane->second.front()();
      if (heard) {
        lane->second.pop_front();
      } else {
        ASSERT_EQ(heard.error().refusal, RefusalClass::kNotYet) << heard.error().reason;
      }
      if (random.Between(0, 3) == 0) fixture_.AdvanceTo(fixture_.today());
    }
    fixture_.AdvanceTo(fixture_.today());
  }

  void MoveTo(const char* day) { fixture_.AdvanceTo(CivilDate::Parse(day).value()); }

  // Every fact with its day, sorted, and every timeline.
  [[nodiscard]] std::vector<std::string> View(int people) {
    std::vector<std::string> lines;
    for (const auto& recorded : fixture_.Facts()) {
      const std::unique_ptr<google::protobuf::Message> fact(recorded.message->New());
      fact->CopyFrom(*recorded.message);
      fact->GetReflection()->ClearField(fact.get(), fact->GetDescriptor()->FindFieldByNumber(15));
      std::string json;
      EXPECT_TRUE(google::protobuf::util::MessageToJsonString(*fact, &json).ok());
      lines.push_back(recorded.row.meta.effective.ToString() + " " + fact->GetDescriptor()->name() +
                      " " + json);
    }
    std::ranges::sort(lines);
    for (int i = 0; i < people; ++i) {
      v1::GetTimelineRequest request;
      request.set_name(Numbered(kPathway, i));
      const auto timeline = fixture_.Execute(request, Referent());
      EXPECT_TRUE(timeline);
      if (timeline) lines.push_back(timeline->ShortDebugString());
    }
    return lines;
  }

 private:
  static int Last(std::size_t size) { return static_cast<int>(size) - 1; }

  testing::ServiceFixture<Context> fixture_;
  std::map<std::string, Lane> lanes_;
};

template <typename Fact>
Fact Of(int person, Fact fact) {
  fact.set_person(Numbered(kPerson, person));
  fact.set_pathway(Numbered(kPathway, person));
  return fact;
}

std::string ContractOf(int person, int number) {
  return "apprenticeshipContracts/01890000-0000-7000-8000-0000000c" + std::to_string(10 + person) +
         std::to_string(10 + number);
}

recruitment::v1::ContractSigned SignedContract(int person, int number, const char* start,
                                               const char* employer) {
  return Of(person, ImportedContract(ContractOf(person, number).c_str(), number, start, employer));
}

recruitment::v1::ContractBreakReported Broken(int person, int number, const char* day) {
  auto fact = Of(person, BreakReported(day));
  fact.set_contract(ContractOf(person, number));
  fact.set_number(number);
  return fact;
}

void SendNetwork(World& world) {
  for (const char* name : {kCfa, kSite, kEmployerA, kEmployerB}) {
    partners::v1::OrganisationRegistered fact;
    fact.set_organisation(name);
    fact.set_display_name(name);
    if (std::string(name) == kCfa) fact.set_default_referent(kDefaultReferent);
    world.Send(std::string("partners/") + name, fact);
  }
}

// Broken and hired again; broken and nobody acts; two breaks long healed; excluded.
void SendRecords(World& world) {
  const auto lane = [](int person) { return "recruitment/" + std::to_string(person); };
  for (int person = 0; person < 4; ++person) {
    auto record = Of(person, Imported());
    record.set_enrolment(Numbered(kEnrolment, person));
    if (person == 2) record.set_start_date("2022-10-25");
    if (person == 3) record.set_exclusion_date("2025-03-01");
    world.Send(lane(person), record);
  }
  for (const int person : {0, 1, 3}) {
    world.Send(lane(person), SignedContract(person, 1, "2024-10-01", kEmployerA));
    world.Send(lane(person), Broken(person, 1, "2024-12-01"));
  }
  world.Send(lane(2), SignedContract(2, 1, "2022-12-05", kEmployerA));
  world.Send(lane(2), SignedContract(2, 2, "2023-12-04", kEmployerB));
  world.Send(lane(2), SignedContract(2, 3, "2024-10-01", kEmployerA));
  world.Send(lane(2), Broken(2, 1, "2023-10-03"));
  world.Send(lane(2), Broken(2, 2, "2024-08-13"));
}

template <typename Fact>
Fact OfSupport(int person, Fact fact) {
  fact = Of(person, fact);
  fact.set_support_case(Numbered(kCase, person));
  return fact;
}

std::vector<std::string> TellIn(std::uint64_t seed) {
  Random random(seed);
  World world;
  SendNetwork(world);
  SendRecords(world);
  world.Settle(random);

  world.MoveTo("2025-03-28");
  auto contract = Of(0, NewContract());
  contract.set_contract(ContractOf(0, 2));
  world.Send("recruitment/0", contract);
  world.Send("support/0", OfSupport(0, Confirmed("2025-03-28")));
  world.Send("support/0", OfSupport(0, Confirmed("2025-03-28", type::v1::HOUSING)));
  world.Send("support/1", OfSupport(1, Confirmed("2025-03-28")));
  world.Settle(random);

  // Cover ends and barriers are lifted on the same day, in either order.
  world.MoveTo("2025-03-31");
  world.Send("support/0", OfSupport(0, Lifted("2025-03-31", type::v1::HOUSING)));
  world.Settle(random);
  world.MoveTo("2025-04-01");
  world.Send("support/0", OfSupport(0, Lifted("2025-04-01")));
  world.Settle(random);

  world.MoveTo("2025-06-02");
  auto corrected = Broken(1, 1, "2024-12-15");
  world.Send("recruitment/1", corrected);
  world.Send("support/1", OfSupport(1, Lifted("2025-06-02")));
  world.Settle(random);
  for (const char* day : {"2025-06-16", "2025-09-01"}) world.MoveTo(day);

  for (int person = 0; person < 4; ++person) {
    insertion::v1::SituationConsolidated consolidated;
    consolidated.set_insertion_file(
        Numbered("insertionFiles/01890000-0000-7000-8000-0000000000e1", person));
    consolidated.set_organisation(kCfa);
    world.Send("insertion/" + std::to_string(person), Of(person, consolidated));
  }
  world.Settle(random);
  return world.View(4);
}

// In four parts, so that each stays short under the sanitizers.
class ShuffledOrder : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(ShuffledOrder, EndsInTheSameFactsAndTimelines) {
  const auto expected = TellIn(0);
  ASSERT_GT(expected.size(), 60U);
  for (std::uint64_t seed = GetParam(); seed < GetParam() + 250; ++seed) {
    ASSERT_EQ(TellIn(seed), expected) << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(AThousandOrders, ShuffledOrder, ::testing::Values(1, 251, 501, 751));

}  // namespace
}  // namespace parcours::followup
