#include "services/platform/host/main.h"

#include "services/insertion/service.h"

int main(int argc, char** argv) {
  return parcours::host::Main(argc, argv, parcours::insertion::Define());
}
