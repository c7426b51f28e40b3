#pragma once

#include <chrono>
#include <map>
#include <string>

namespace parcours::load {

struct Options {
  std::string address;
  std::string token;
  std::string targets;    // file: one candidacy and the key of its facts per line
  std::string applied;    // the subscriber's database
  std::string topic;      // on which the facts travel
  int partitions = 12;    // of that topic; 1 on the embedded bus
  int in_flight = 0;      // closed loop: so many callers that wait for their answers
  int channels = 1;       // connections that share the calls
  double rate = 0;        // open loop: so many commands a second, whatever the answers do
  double warm_up = 1;     // seconds
  double seconds = 3;     // that are measured
  int poll_micros = 500;  // how often the subscriber's positions are read
  std::map<std::string, int> processes;  // whose CPU is told, by name
};

// Ends the process where they are not understood.
[[nodiscard]] Options ReadOptions(int argc, char** argv);

}  // namespace parcours::load
