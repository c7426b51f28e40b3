#include "services/platform/host/main.h"

#include "services/followup/service.h"

int main(int argc, char** argv) {
  return parcours::host::Main(argc, argv, parcours::followup::Define());
}
