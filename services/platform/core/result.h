#pragma once

#include <tl/expected.hpp>
#include <utility>

#include "services/platform/core/error.h"

namespace parcours {

// A value, or why there is none. `Result<void>` for acts that yield nothing.
template <typename T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> Refuse(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace parcours

#define PARCOURS_CONCAT_INNER(a, b) a##b
#define PARCOURS_CONCAT(a, b) PARCOURS_CONCAT_INNER(a, b)
#define PARCOURS_PICK_SECOND_FORM(first, second, form, ...) form

// TRY(auto x, F());  binds the value, or returns the error of F() from the enclosing function.
// TRY(F());          the same for an act that yields nothing. Template commas need parentheses.
#define TRY(...) \
  PARCOURS_PICK_SECOND_FORM(__VA_ARGS__, PARCOURS_TRY_BIND, PARCOURS_TRY_DO, )(__VA_ARGS__)
#define PARCOURS_TRY_BIND(declaration, expression) \
  PARCOURS_TRY_BIND_AS(PARCOURS_CONCAT(try_result_, __COUNTER__), declaration, expression)
#define PARCOURS_TRY_BIND_AS(result, declaration, expression)        \
  auto result = (expression);                                        \
  if (!result) return ::parcours::Refuse(std::move(result).error()); \
  declaration = *std::move(result)
#define PARCOURS_TRY_DO(expression)                                            \
  do {                                                                         \
    auto try_result = (expression);                                            \
    if (!try_result) return ::parcours::Refuse(std::move(try_result).error()); \
  } while (false)
