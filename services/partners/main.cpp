#include "services/platform/host/main.h"

#include "services/partners/service.h"

int main(int argc, char** argv) {
  return parcours::host::Main(argc, argv, parcours::partners::Define());
}
