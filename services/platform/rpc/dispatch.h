#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "services/platform/core/result.h"
#include "services/platform/execution/executor.h"

namespace parcours::rpc {

namespace internal {

// Stands for a value in a call that is looked up by argument: it brings the namespace of `Context`,
// where the service's functions live, beside that of the value's own type.
template <typename T, typename Context>
struct From {
  const T& value;
  operator const T&() const { return value; }  // NOLINT(google-explicit-constructor): its purpose
};

template <typename Context, typename T>
From<T, Context> In(const T& value) {
  return {value};
}

}  // namespace internal

// How a request meets the functions that a service wrote for it, found in the namespace of its
// Context. `go_on` is asked first and may refuse: the caller may be gone. Request and response
// outlive what is returned.

// Result<Response> Handle(const Request&, Context&)
template <typename Context, typename Request, typename Response, typename GoOn>
[[nodiscard]] execution::Executor::Body BodyOf(const Request& request, Response& response,
                                               GoOn go_on) {
  return [&request, &response, go_on](execution::Session& session) -> Result<void> {
    TRY(go_on());
    Context context(session);
    TRY(response, Handle(request, context));
    return {};
  };
}

// Result<std::vector<Item>> Prepare(const Request&, const security::Actor&), then for each item
// Result<Verdict> HandleItem(const Item&, Context&), and Verdict SetAside(const Item&, const
// Error&) where that refuses.
template <typename Context, typename Request, typename Response, typename GoOn>
[[nodiscard]] execution::Executor::Batch BatchOf(const Request& request, Response& response,
                                                 GoOn go_on) {
  using Prepared =
      decltype(Prepare(internal::In<Context>(request), std::declval<const security::Actor&>()));
  using Item = typename Prepared::value_type::value_type;
  // Shared: the three functions see the same items and outlive this call.
  auto items = std::make_shared<std::vector<Item>>();
  const auto verdict = [&response](std::size_t index) {
    return response.mutable_verdicts(static_cast<int>(index));
  };
  return {
      .prepare = [&request, &response, items](const security::Actor& actor) -> Result<std::size_t> {
        TRY(*items, Prepare(internal::In<Context>(request), actor));
        response.mutable_verdicts()->Reserve(static_cast<int>(items->size()));
        for (std::size_t i = 0; i < items->size(); ++i) response.add_verdicts();
        return items->size();
      },
      .item = [items, verdict, go_on](execution::Session& session,
                                      std::size_t index) -> Result<void> {
        TRY(go_on());
        Context context(session);
        TRY(*verdict(index), HandleItem((*items)[index], context));
        return {};
      },
      .refused =
          [items, verdict](std::size_t index, const Error& error) {
            *verdict(index) = SetAside(internal::In<Context>((*items)[index]), error);
          }};
}

}  // namespace parcours::rpc
