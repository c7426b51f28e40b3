#pragma once

#include <google/protobuf/descriptor.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "services/gateway/comments.h"

namespace parcours::gateway {

using Json = nlohmann::ordered_json;

// The messages of a document as JSON Schema: their form in JSON (protobuf's mapping), and the
// bounds that the `rules` options set. First every message is named, then schemas are written.
class Schemas {
 public:
  // As the door reads and writes them, or as they travel on topics: without sensitive fields.
  enum class Form { kInJson, kOnTopics };
  explicit Schemas(const Comments& comments, Form form = Form::kInJson)
      : comments_(comments), form_(form) {}

  // A request and what it is made of; fields that the address gives are no part of its body.
  void Ask(const google::protobuf::Descriptor& request, const std::set<std::string>& in_address);
  // An answer and what it is made of.
  void Answer(const google::protobuf::Descriptor& answer);

  // "followup.Pathway"
  [[nodiscard]] static std::string NameOf(const google::protobuf::Descriptor& message);
  [[nodiscard]] static Json RefTo(const google::protobuf::Descriptor& message);
  [[nodiscard]] Json Of(const google::protobuf::FieldDescriptor& field) const;
  // Name → schema, of everything that was named.
  [[nodiscard]] Json All() const;

 private:
  using Messages = std::set<const google::protobuf::Descriptor*>;

  [[nodiscard]] Json OfMessage(const google::protobuf::Descriptor& message) const;
  [[nodiscard]] Json OfEnum(const google::protobuf::EnumDescriptor& values) const;
  [[nodiscard]] Json OfValue(const google::protobuf::FieldDescriptor& field) const;
  [[nodiscard]] bool OnlyAnswered(const google::protobuf::Descriptor& message) const {
    return !asked_.contains(&message);
  }

  const Comments& comments_;
  const Form form_;
  Messages asked_;
  Messages answered_;
  std::set<const google::protobuf::FieldDescriptor*> in_address_;
};

// Instants and durations are written as texts.
[[nodiscard]] bool IsWrittenAsText(const google::protobuf::Descriptor& message);

}  // namespace parcours::gateway
