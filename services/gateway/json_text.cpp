#include "services/gateway/json_text.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "services/gateway/refusals.h"

namespace parcours::gateway {
namespace {

using nlohmann::json;

// Hears the parser and stops it at the first fault.
class Strictness final : public json::json_sax_t {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }

  bool start_object(std::size_t) override { return Open(); }
  bool start_array(std::size_t) override { return Open(); }
  bool end_object() override { return Close(); }
  bool end_array() override { return Close(); }

  bool key(string_t& name) override {
    if (keys_.back().insert(name).second) return true;
    fault_ = JsonKeyRepeated(name);
    return false;
  }
  bool parse_error(std::size_t byte, const std::string&, const json::exception&) override {
    fault_ = JsonMalformed(byte);
    return false;
  }

  [[nodiscard]] const std::optional<Error>& fault() const { return fault_; }

 private:
  bool Open() {
    if (keys_.size() == kDeepestJson) {
      fault_ = JsonTooDeep(kDeepestJson);
      return false;
    }
    keys_.emplace_back();
    return true;
  }
  bool Close() {
    keys_.pop_back();
    return true;
  }

  std::vector<std::set<std::string>> keys_;  // of every open object
  std::optional<Error> fault_;
};

}  // namespace

Result<void> CheckJsonText(std::string_view text) {
  Strictness strictness;
  json::sax_parse(text, &strictness);
  if (strictness.fault()) return Refuse(*strictness.fault());
  return {};
}

}  // namespace parcours::gateway
