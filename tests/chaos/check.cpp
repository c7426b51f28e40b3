#include "tests/chaos/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "services/cli/all_services.h"
#include "services/platform/execution/service_definition.h"
#include "tests/chaos/answers.h"
#include "tests/chaos/ledger.h"
#include "tests/chaos/topic_dump.h"

namespace parcours::chaos {
namespace {

using Place = std::pair<std::string, std::int32_t>;  // topic, partition

// A fact that always has this one effect in another service.
struct Consequence {
  std::string_view fact;
  std::string_view service;
  std::string_view effect;
};
constexpr std::array kConsequences{
    Consequence{"recruitment.v1.EnrolmentImported", "followup", "followup.v1.PathwayOpened"},
    Consequence{"recruitment.v1.ContractSigned", "followup", "followup.v1.ContractAttached"},
    Consequence{"recruitment.v1.ContractBreakReported", "followup", "followup.v1.ContractBroken"},
    Consequence{"followup.v1.ContractBroken", "recruitment", "recruitment.v1.ContractEnded"},
    Consequence{"followup.v1.BarrierIdentified", "support", "support.v1.BarrierConfirmed"},
    Consequence{"support.v1.BarrierConfirmed", "followup", "followup.v1.BarrierNoted"},
    Consequence{"recruitment.v1.ConsentGiven", "support", "support.v1.ConsentNoted"},
    Consequence{"support.v1.BarrierLifted", "followup", "followup.v1.BarrierNoted"},
    Consequence{"recruitment.v1.ConsentWithdrawn", "support", "support.v1.ConsentNoted"},
    Consequence{"followup.v1.PathwayInterrupted", "insertion", "insertion.v1.InsertionOpened"}};
constexpr std::string_view kPackage = "parcours.";

std::string Named(std::string_view type) { return std::string(kPackage).append(type); }

class Checker {
 public:
  explicit Checker(const Evidence& evidence) : evidence_(evidence) {}

  Result<Findings> Run() {
    for (const auto& service : services_) {
      TRY(auto db, OpenDatabase(evidence_.Live(), service.name));
      CheckFile(service.name, *db);
      const auto& ledger =
          ledgers_.emplace(service.name, ReadLedger(*db, service.name)).first->second;
      CheckLedger(ledger, *db);
      databases_[service.name] = std::move(db);
    }
    for (const auto& [service, ledger] : ledgers_) TRY(CheckTopics(ledger));
    for (const auto& service : services_) CheckSubscriber(service);
    TRY(const auto answers, ReadAnswers(evidence_.Answers()));
    CheckAnswers(answers);
    CheckReactions();
    for (const auto& service : services_) TRY(CheckProjections(service));
    findings_.Looked("facts in 5 journals", facts_);
    findings_.Looked("records on the topics", records_);
    findings_.Looked("of them sent again", sent_again_);
    findings_.Looked("positions of aggregates in subscribers", applied_);
    findings_.Looked("effects of reactions", effects_);
    findings_.Looked("rows of projections", rows_);
    findings_.Looked("answers", static_cast<std::int64_t>(answers.size()));
    return std::move(findings_);
  }

 private:
  void Add(Wrong wrong, const std::string& what) { findings_.Add(wrong, what); }

  void CheckFile(const std::string& service, store::Connection& db) {
    for (const auto& [said] : db.Query<std::string>("PRAGMA integrity_check")) {
      if (said != "ok") Add(Wrong::kDiffering, service + ".db is damaged: " + said);
    }
  }

  // Positions and versions follow each other without holes, and the heads say where they end.
  void CheckLedger(const Ledger& ledger, store::Connection& db) {
    std::int64_t position = 0;
    std::map<std::string, std::int64_t> versions;
    for (const auto& entry : ledger.entries) {
      const std::string name = ledger.service + " journal " + entry.Id();
      Follow(++position, entry.position, name + ", position");
      position = entry.position;
      Follow(++versions[entry.aggregate], entry.version, name + ", version");
      versions[entry.aggregate] = entry.version;
      if (entry.topic.empty()) continue;
      auto& on_topic = heads_[entry.topic][entry.aggregate];
      Follow(++on_topic, entry.topic_version, name + ", version on " + entry.topic);
      on_topic = entry.topic_version;
    }
    for (const auto& [aggregate, version] :
         db.Query<std::string, std::int64_t>("SELECT aggregate, version FROM heads")) {
      if (versions[aggregate] != version)
        Add(Wrong::kDiffering,
            fmt::format("{} head of {} is {}, its facts end at {}", ledger.service, aggregate,
                        version, versions[aggregate]));
    }
    facts_ += static_cast<std::int64_t>(ledger.entries.size());
  }

  void Follow(std::int64_t expected, std::int64_t found, const std::string& what) {
    if (found == expected) return;
    const auto wrong = found > expected        ? Wrong::kLost
                       : found == expected - 1 ? Wrong::kDoubled
                                               : Wrong::kOutOfOrder;
    Add(wrong, fmt::format("{}: {} where {} was to follow", what, found, expected));
  }

  // Every travelling fact stands on its topic, byte for byte, and nothing else does; the first
  // copies of an aggregate's facts come in order.
  Result<void> CheckTopics(const Ledger& ledger) {
    std::map<std::string, std::unordered_map<std::string, const Entry*>> missing;
    std::map<std::string, std::unordered_map<std::string, const Entry*>> known;
    for (const auto& entry : ledger.entries) {
      if (!entry.topic.empty()) missing[entry.topic][entry.Id()] = &entry;
    }
    known = missing;
    for (auto& [topic, facts] : missing) {
      std::map<std::string, std::int64_t> last;
      std::map<std::string, std::int32_t> partition_of;
      TRY(ReadDump(DumpOf(evidence_.Topics(), topic), [&](const DumpedRecord& record) {
        ++records_;
        ends_[{topic, record.partition}] =
            std::max(ends_[{topic, record.partition}], record.offset + 1);
        const auto fact = known[topic].find(record.Header("ce_id"));
        const std::string name = fmt::format("{} {}:{} {}", topic, record.partition, record.offset,
                                             record.Header("ce_id"));
        if (fact == known[topic].end()) return Add(Wrong::kDiffering, name + " is in no journal");
        CompareRecord(record, *fact->second, name);
        if (partition_of.emplace(record.key, record.partition).first->second != record.partition)
          Add(Wrong::kOutOfOrder, name + ": its key is on another partition too");
        if (facts.erase(fact->first) == 0) {
          ++sent_again_;
          return;
        }
        auto& before = last[fact->second->aggregate];
        if (fact->second->topic_version < before)
          Add(Wrong::kOutOfOrder, fmt::format("{} comes after version {}", name, before));
        before = std::max(before, fact->second->topic_version);
      }));
      for (const auto& [id, entry] : facts) Add(Wrong::kLost, topic + " lacks " + id);
    }
    return {};
  }

  void CompareRecord(const DumpedRecord& record, const Entry& entry, const std::string& name) {
    if (record.value != entry.payload)
      Add(Wrong::kDiffering, name + ": its value is not the journal's");
    if (record.Header("ce_type") != entry.type)
      Add(Wrong::kDiffering, name + ": its type is not the journal's");
    if (record.Header("ce_sequence") != fmt::format("{:010}", entry.topic_version))
      Add(Wrong::kDiffering, name + ": its sequence is not the journal's");
  }

  // It has read to the ends, dealt with every aggregate up to its head, and holds nothing back.
  void CheckSubscriber(const execution::ServiceDefinition& service) {
    auto& db = *databases_.at(service.name);
    std::map<Place, std::int64_t> positions;
    for (const auto& [topic, partition, next] : db.Query<std::string, std::int32_t, std::int64_t>(
             "SELECT topic, partition, next_offset FROM positions")) {
      positions[{topic, partition}] = next;
    }
    std::map<std::string, std::map<std::string, std::int64_t>> applied;
    for (const auto& [topic, aggregate, version] : db.Query<std::string, std::string, std::int64_t>(
             "SELECT topic, aggregate, topic_version FROM applied")) {
      applied[topic][aggregate] = version;
      ++applied_;
    }
    for (const auto& topic : service.SubscribedTopics()) {
      for (const auto& [place, end] : ends_) {
        if (place.first == topic && positions[place] != end)
          Add(positions[place] < end ? Wrong::kLost : Wrong::kDiffering,
              fmt::format("{} has read {}:{} up to {}, it ends at {}", service.name, topic,
                          place.second, positions[place], end));
      }
      CompareApplied(service.name, topic, applied[topic]);
    }
    for (const char* table : {"waiting", "dead_letters"}) {
      const auto rows = db.QueryOne<std::int64_t>(std::string("SELECT count(*) FROM ") + table);
      if (std::get<0>(*rows) > 0)
        Add(Wrong::kLost,
            fmt::format("{} has {} rows in {}", service.name, std::get<0>(*rows), table));
    }
  }

  void CompareApplied(const std::string& service, const std::string& topic,
                      const std::map<std::string, std::int64_t>& applied) {
    const auto& heads = heads_[topic];
    for (const auto& [aggregate, version] : heads) {
      const auto found = applied.find(aggregate);
      const auto reached = found == applied.end() ? 0 : found->second;
      if (reached < version)
        Add(Wrong::kLost, fmt::format("{} applied {} of {} up to {}, there are {}", service,
                                      aggregate, topic, reached, version));
      if (reached > version)
        Add(Wrong::kDoubled, fmt::format("{} applied {} of {} up to {}, there are only {}", service,
                                         aggregate, topic, reached, version));
    }
    for (const auto& [aggregate, version] : applied) {
      if (!heads.contains(aggregate))
        Add(Wrong::kDiffering,
            fmt::format("{} applied {} of {}, which nobody recorded", service, aggregate, topic));
    }
  }

  // What was answered OK is recorded, once; what was refused is not; what was never asked is not.
  void CheckAnswers(const std::vector<Answer>& answers) {
    std::map<std::pair<std::string, std::string>, std::vector<const Entry*>> by_trace;
    for (const auto& [service, ledger] : ledgers_) {
      for (const auto& entry : ledger.entries) {
        if (!entry.trace_id.empty() && entry.cause_id.empty())
          by_trace[{service, entry.trace_id}].push_back(&entry);
      }
    }
    std::set<std::pair<std::string, std::string>> asked;
    for (const auto& answer : answers) {
      asked.insert({answer.service, answer.id});
      CheckAnswer(answer, by_trace[{answer.service, answer.id}]);
    }
    for (const auto& [trace, entries] : by_trace) {
      if (!entries.empty() && !asked.contains(trace))
        Add(Wrong::kDiffering,
            trace.first + " recorded " + entries.front()->Id() + ", which nobody asked for");
    }
  }

  void CheckAnswer(const Answer& answer, const std::vector<const Entry*>& entries) {
    const std::string name = answer.service + "." + answer.method + " " + answer.id;
    if (answer.outcome == Answer::kDiffers)
      return Add(Wrong::kDiffering, name + " was answered in two ways");
    if (answer.outcome == Answer::kUnknown) return Add(Wrong::kLost, name + " was never answered");
    if (answer.outcome == Answer::kOk && entries.empty())
      Add(Wrong::kLost, name + " was answered OK, and recorded nothing");
    if (answer.outcome != Answer::kOk && !entries.empty())
      Add(Wrong::kDiffering, name + " was refused, and recorded " + entries.front()->Id());
    std::set<std::tuple<std::string, std::string, std::string>> contents;
    for (const auto* entry : entries) {
      if (!contents.emplace(entry->aggregate, entry->type, ContentOf(*entry)).second)
        Add(Wrong::kDoubled,
            name + " recorded " + entry->type + " of " + entry->aggregate + " twice");
    }
  }

  // Every effect has its cause, once; some facts have one effect always.
  void CheckReactions() {
    std::unordered_map<std::string, const Entry*> facts;  // source and id
    for (const auto& [service, ledger] : ledgers_) {
      for (const auto& entry : ledger.entries) facts[ledger.Source() + " " + entry.Id()] = &entry;
    }
    std::set<std::tuple<std::string, std::string, std::string, std::string>> effects;
    std::set<std::tuple<std::string, std::string, std::string>> by_type;  // service, cause, type
    for (const auto& [service, ledger] : ledgers_) {
      for (const auto& entry : ledger.entries) {
        if (entry.cause_id.empty()) continue;
        ++effects_;
        const std::string cause = entry.cause_source + " " + entry.cause_id;
        if (!facts.contains(cause))
          Add(Wrong::kDiffering,
              service + " " + entry.Id() + " has a cause that nobody recorded: " + cause);
        if (!effects.emplace(cause, entry.aggregate, entry.type, ContentOf(entry)).second)
          Add(Wrong::kDoubled, service + " recorded " + entry.type + " of " + entry.aggregate +
                                   " twice for " + cause);
        by_type.emplace(service, cause, entry.type);
      }
    }
    for (const auto& [name, entry] : facts) {
      for (const auto& always : kConsequences) {
        if (entry->type == Named(always.fact) &&
            !by_type.contains({std::string(always.service), name, Named(always.effect)}))
          Add(Wrong::kLost,
              fmt::format("{} recorded no {} for {}", always.service, always.effect, name));
      }
    }
  }

  // As the services kept them, and as the journal and the topics give them from the beginning.
  Result<void> CheckProjections(const execution::ServiceDefinition& service) {
    TRY(const auto db, OpenDatabase(evidence_.Live(), service.name));
    db->Execute("ATTACH DATABASE :file AS rebuilt",
                (evidence_.Rebuilt() / (service.name + ".db")).string());
    for (const auto& projection : service.projections) {
      for (const auto& table : projection.tables) CompareTable(*db, service.name, table);
    }
    return {};
  }

  // All but a number that the table gives its rows as they come: it is another after a rebuild.
  static std::string ColumnsOf(store::Connection& db, const std::string& table) {
    std::string columns;
    db.ForEach<std::string>(
        "SELECT name FROM pragma_table_info(:table) WHERE NOT (pk = 1 AND type = 'INTEGER')",
        [&columns](const std::string& name) {
          if (!columns.empty()) columns += ", ";
          columns += name;
        },
        table);
    return columns;
  }

  void CompareTable(store::Connection& db, const std::string& service, const std::string& table) {
    const auto count = [&db](const std::string& from) {
      return std::get<0>(*db.QueryOne<std::int64_t>("SELECT count(*) FROM " + from));
    };
    const auto live = count("main." + table);
    const auto rebuilt = count("rebuilt." + table);
    rows_ += live;
    const std::string columns = ColumnsOf(db, table);
    const auto rows = [&](const std::string& database) {
      return fmt::format("SELECT {0}, count(*) FROM {1}.{2} GROUP BY {0}", columns, database,
                         table);
    };
    const auto without = [&](const std::string& one, const std::string& other) {
      return count("(" + rows(one) + " EXCEPT " + rows(other) + ")");
    };
    const auto lacking = without("rebuilt", "main");
    const auto extra = without("main", "rebuilt");
    const std::string name = service + " " + table;
    if (lacking > 0 && extra > 0) {
      Add(Wrong::kDiffering,
          fmt::format("{}: {} rows are others than its facts give", name, lacking));
    } else if (lacking > 0) {
      Add(Wrong::kLost, fmt::format("{} lacks {} rows that its facts give", name, lacking));
    } else if (extra > 0 || live > rebuilt) {
      Add(Wrong::kDoubled, fmt::format("{} has {} rows that its facts do not give", name,
                                       std::max(extra, live - rebuilt)));
    }
  }

  const Evidence& evidence_;
  const std::vector<execution::ServiceDefinition> services_ = cli::AllServices();
  Findings findings_;
  std::map<std::string, Ledger> ledgers_;
  std::map<std::string, std::unique_ptr<store::Connection>> databases_;
  std::map<std::string, std::map<std::string, std::int64_t>> heads_;  // topic → aggregate → version
  std::map<Place, std::int64_t> ends_;
  std::int64_t facts_ = 0;
  std::int64_t records_ = 0;
  std::int64_t sent_again_ = 0;
  std::int64_t applied_ = 0;
  std::int64_t effects_ = 0;
  std::int64_t rows_ = 0;
};

}  // namespace

Result<Findings> Check(const Evidence& evidence) {
  try {
    return Checker(evidence).Run();
  } catch (const store::Failure& failure) {
    return Refuse(failure.error());
  }
}

}  // namespace parcours::chaos
