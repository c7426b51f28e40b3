#include "services/platform/host/main.h"

#include "services/support/service.h"

int main(int argc, char** argv) {
  return parcours::host::Main(argc, argv, parcours::support::Define());
}
