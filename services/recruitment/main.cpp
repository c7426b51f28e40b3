#include "services/platform/host/main.h"

#include "services/recruitment/service.h"

int main(int argc, char** argv) {
  return parcours::host::Main(argc, argv, parcours::recruitment::Define());
}
