#include "services/platform/host/address_file.h"

#include <fstream>
#include <nlohmann/json.hpp>

namespace parcours::host {
namespace {

Error AddressesNotWritten(const std::filesystem::path& file) {
  return {.code = Code::kFailedPrecondition,
          .reason = "ADDRESSES_NOT_WRITTEN",
          .field = "--write-address",
          .french = "Le fichier " + file.string() + " ne peut pas être écrit.",
          .english = "The file " + file.string() + " cannot be written."};
}

}  // namespace

Result<void> WriteAddresses(const std::filesystem::path& file,
                            const std::map<std::string, std::string>& addresses) {
  const std::filesystem::path beside = file.string() + ".part";
  {
    std::ofstream stream(beside);
    stream << nlohmann::json(addresses).dump(2) << "\n";
    if (!stream.flush()) return Refuse(AddressesNotWritten(file));
  }
  std::error_code failed;
  std::filesystem::rename(beside, file, failed);
  if (failed) return Refuse(AddressesNotWritten(file));
  return {};
}

}  // namespace parcours::host
