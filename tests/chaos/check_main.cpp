// Reads what a run of chaos left behind; 0: nothing lost, doubled, out of order or differing.

#include <iostream>

#include "tests/chaos/check.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "chaos_check FOLDER" << std::endl;
    return 2;
  }
  const auto findings = parcours::chaos::Check(parcours::chaos::Evidence(argv[1]));
  if (!findings) {
    std::cerr << findings.error().reason << ": " << findings.error().english << std::endl;
    return 2;
  }
  findings->Print(std::cout);
  return findings->clean() ? 0 : 1;
}
