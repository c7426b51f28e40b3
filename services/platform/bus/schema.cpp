#include "services/platform/bus/schema.h"

#include <array>
#include <cstdint>

#include "services/platform/core/check.h"

namespace parcours::bus {
namespace {

constexpr std::array kMigrations{
    store::Migration{.component = "bus", .version = 1, .script = R"(
  CREATE TABLE relay (id INTEGER PRIMARY KEY CHECK (id = 1), position INTEGER NOT NULL);
  CREATE TABLE relay_heads (
    topic TEXT NOT NULL, partition INTEGER NOT NULL, next_offset INTEGER NOT NULL,
    PRIMARY KEY (topic, partition)) WITHOUT ROWID;

  CREATE TABLE positions (
    topic TEXT NOT NULL, partition INTEGER NOT NULL, next_offset INTEGER NOT NULL,
    PRIMARY KEY (topic, partition)) WITHOUT ROWID;
  CREATE TABLE applied (
    topic TEXT NOT NULL, aggregate TEXT NOT NULL, topic_version INTEGER NOT NULL,
    PRIMARY KEY (topic, aggregate)) WITHOUT ROWID;

  CREATE TABLE waiting (
    id INTEGER PRIMARY KEY,
    why TEXT NOT NULL,
    topic TEXT NOT NULL, partition INTEGER NOT NULL, place INTEGER NOT NULL, lane TEXT NOT NULL,
    source TEXT NOT NULL, event TEXT NOT NULL, aggregate TEXT NOT NULL, topic_version INTEGER NOT NULL,
    attempts INTEGER NOT NULL, since INTEGER NOT NULL, refusal TEXT NOT NULL,
    headers BLOB, value BLOB,
    UNIQUE (topic, aggregate, topic_version));
  CREATE INDEX waiting_lanes ON waiting (topic, lane, place);
  CREATE INDEX waiting_not_yet ON waiting (id) WHERE why = 'NOT_YET';

  CREATE TABLE dead_letters (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL, parks INTEGER NOT NULL,
    topic TEXT NOT NULL, partition INTEGER NOT NULL, place INTEGER NOT NULL, lane TEXT NOT NULL,
    source TEXT NOT NULL, event TEXT NOT NULL, type TEXT NOT NULL,
    aggregate TEXT NOT NULL, topic_version INTEGER NOT NULL,
    reason TEXT NOT NULL, field TEXT NOT NULL, detail TEXT NOT NULL,
    copies INTEGER NOT NULL, attempts INTEGER NOT NULL, parked INTEGER NOT NULL, tried INTEGER NOT NULL,
    headers BLOB, value BLOB);
  CREATE INDEX dead_letters_lanes ON dead_letters (topic, lane, place) WHERE state = 'OPEN';
  CREATE INDEX dead_letters_places ON dead_letters (topic, partition, place);

  CREATE TABLE audit_acts (
    id INTEGER PRIMARY KEY,
    acted INTEGER NOT NULL, actor TEXT NOT NULL, act TEXT NOT NULL, target TEXT NOT NULL,
    reason TEXT NOT NULL, outcome TEXT NOT NULL);
)"},
    // What waits is counted, and its lanes looked over, without reading the records.
    store::Migration{.component = "bus", .version = 2, .script = R"(
  CREATE INDEX waiting_whys ON waiting (why, topic, lane, place);
)"}};

void AppendText(std::string& packed, std::string_view text) {
  for (int shift = 0; shift < 32; shift += 8) {
    packed.push_back(static_cast<char>((text.size() >> static_cast<unsigned>(shift)) & 0xFFU));
  }
  packed.append(text);
}

std::string TakeText(std::string_view& packed) {
  constexpr std::size_t kLength = 4;
  CHECK(packed.size() >= kLength);
  std::size_t size = 0;
  for (std::size_t i = 0; i < kLength; ++i) {
    size |= static_cast<std::size_t>(static_cast<unsigned char>(packed[i])) << (8 * i);
  }
  packed.remove_prefix(kLength);
  CHECK(packed.size() >= size);
  std::string text(packed.substr(0, size));
  packed.remove_prefix(size);
  return text;
}

}  // namespace

std::span<const store::Migration> Migrations() { return kMigrations; }

std::string PackHeaders(const Headers& headers) {
  std::string packed;
  for (const auto& [name, value] : headers) {
    AppendText(packed, name);
    AppendText(packed, value);
  }
  return packed;
}

Headers UnpackHeaders(std::string_view packed) {
  Headers headers;
  while (!packed.empty()) {
    std::string name = TakeText(packed);
    std::string value = TakeText(packed);
    headers.emplace_back(std::move(name), std::move(value));
  }
  return headers;
}

}  // namespace parcours::bus
