#pragma once

// Messages and services that a test declares beside its expectations, with the platform's options.

#include <google/protobuf/compiler/parser.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/text_format.h>

#include <memory>
#include <string>

#include "parcours/options/v1/options.pb.h"
#include "services/platform/core/check.h"

namespace parcours::testing {

// The body of a proto3 file of package `test`; options may be written as (rules), (sensitive),
// (access) of package o.
class InlineSchema {
 public:
  explicit InlineSchema(const std::string& body)
      : pool_(google::protobuf::DescriptorPool::generated_pool()) {
    CHECK(options::v1::Access::descriptor() != nullptr);
    const std::string text =
        "syntax = \"proto3\"; package test; import \"parcours/options/v1/options.proto\"; " + body;
    google::protobuf::io::ArrayInputStream input(text.data(), static_cast<int>(text.size()));
    google::protobuf::io::Tokenizer tokenizer(&input, nullptr);
    google::protobuf::FileDescriptorProto file;
    CHECK(google::protobuf::compiler::Parser().Parse(&tokenizer, &file));
    file.set_name("test.proto");
    CHECK(pool_.BuildFile(file) != nullptr);
  }

  [[nodiscard]] const google::protobuf::Descriptor& Type(const std::string& name) const {
    const auto* type = pool_.FindMessageTypeByName("test." + name);
    CHECK(type != nullptr);
    return *type;
  }

  [[nodiscard]] const google::protobuf::ServiceDescriptor& Service(const std::string& name) const {
    const auto* service = pool_.FindServiceByName("test." + name);
    CHECK(service != nullptr);
    return *service;
  }

  [[nodiscard]] const google::protobuf::MethodDescriptor& Method(const std::string& service,
                                                                 const std::string& name) const {
    const auto* method = Service(service).FindMethodByName(name);
    CHECK(method != nullptr);
    return *method;
  }

  // The message that a text-format literal describes.
  [[nodiscard]] std::unique_ptr<google::protobuf::Message> Make(const std::string& type,
                                                                const std::string& literal) const {
    std::unique_ptr<google::protobuf::Message> message(factory_.GetPrototype(&Type(type))->New());
    CHECK(google::protobuf::TextFormat::ParseFromString(literal, message.get()));
    return message;
  }

 private:
  google::protobuf::DescriptorPool pool_;
  mutable google::protobuf::DynamicMessageFactory factory_{&pool_};
};

}  // namespace parcours::testing
