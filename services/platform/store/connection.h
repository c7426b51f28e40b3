#pragma once

// The store port. SQL stays in projections/ and platform/store; everything else speaks through
// these types. Operating errors of the store (disk full, I/O, corruption) are thrown as `Failure`
// and caught at the writer's edge, where the whole batch is undone and every caller is told;
// nothing in between has to pass them on.

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "services/platform/core/clock.h"
#include "services/platform/core/result.h"

namespace parcours::store {

// Binary content, kept apart from text: the adapters store the two differently.
struct Bytes {
  std::string data;
  friend bool operator==(const Bytes&, const Bytes&) = default;
};

// One cell read. monostate = NULL. An empty `Bytes` may come back as NULL; readers take NULL bytes
// as empty.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Bytes>;

// One parameter. Views, since the caller's values outlive the call.
struct BytesView {
  std::string_view data;
};
using Argument = std::variant<std::monostate, std::int64_t, double, std::string_view, BytesView>;

enum class Type { kInteger, kReal, kText, kBytes, kStored };  // kStored: as it is, whatever that is

class Failure : public std::runtime_error {
 public:
  // How much is lost: one statement that could not run (a constraint, wrong SQL), which undoing the
  // savepoint heals, or the whole transaction (disk full, I/O error, corruption).
  enum class Reach { kStatement, kTransaction };

  Failure(Error error, Reach reach, const std::string& detail)
      : std::runtime_error(detail), error_(std::move(error)), reach_(reach) {}
  // What callers are told; `what()` has the technical detail, for the log alone.
  [[nodiscard]] const Error& error() const { return error_; }
  [[nodiscard]] Reach reach() const { return reach_; }

 private:
  Error error_;
  Reach reach_;
};

namespace internal {
template <typename T>
struct Cell;
}  // namespace internal

// One connection, used by one thread at a time. Statements are prepared once per SQL text and kept.
// Parameters are named in the SQL (`:id`) and bound in order of first appearance.
// Types of parameters and columns: integers, bool, double, text, Bytes, CivilDate (as YYYY-MM-DD),
// Instant (as microseconds), and std::optional of those (NULL).
class Connection {
 public:
  // May take the cells away.
  using RowSink = std::function<void(std::span<Value>)>;

  virtual ~Connection() = default;

  // Returns the number of rows changed.
  template <typename... Arguments>
  std::int64_t Execute(std::string_view sql, const Arguments&... arguments);

  // All rows; for results that are bounded.
  template <typename... Columns, typename... Arguments>
  [[nodiscard]] std::vector<std::tuple<Columns...>> Query(std::string_view sql,
                                                          const Arguments&... arguments);

  // The first row, if any.
  template <typename... Columns, typename... Arguments>
  [[nodiscard]] std::optional<std::tuple<Columns...>> QueryOne(std::string_view sql,
                                                               const Arguments&... arguments);

  // Row by row in constant memory. `sink` takes (const Columns&...). It must not use this
  // connection.
  template <typename... Columns, typename Sink, typename... Arguments>
  void ForEach(std::string_view sql, Sink&& sink, const Arguments&... arguments);

  // For tables whose columns are not known here: cells as they are stored, row by row, and
  // parameters by place.
  void ForEachRow(std::string_view sql, std::size_t columns, const RowSink& sink) {
    Run(sql, {}, std::vector<Type>(columns, Type::kStored), sink);
  }
  void ExecuteWith(std::string_view sql, std::span<const Argument> arguments) {
    Run(sql, arguments, {}, {});
  }

  // Several statements separated by `;`, without parameters: schema changes.
  virtual void ExecuteScript(std::string_view sql) = 0;

 protected:
  virtual std::int64_t Run(std::string_view sql, std::span<const Argument> arguments,
                           std::span<const Type> columns, const RowSink& sink) = 0;
};

namespace internal {

// How a type is stored: Hold keeps what a parameter views while the statement runs, From takes a
// cell.
template <typename T>
requires std::is_integral_v<T>
struct Cell<T> {
  static constexpr Type kType = Type::kInteger;
  static std::int64_t Hold(T value) { return static_cast<std::int64_t>(value); }
  static T From(Value& value) {
    const auto* integer = std::get_if<std::int64_t>(&value);
    return integer == nullptr ? T{} : static_cast<T>(*integer);
  }
};

template <>
struct Cell<double> {
  static constexpr Type kType = Type::kReal;
  static double Hold(double value) { return value; }
  static double From(Value& value) {
    const auto* real = std::get_if<double>(&value);
    return real == nullptr ? 0.0 : *real;
  }
};

template <>
struct Cell<std::string> {
  static constexpr Type kType = Type::kText;
  static std::string_view Hold(const std::string& value) { return value; }
  static std::string From(Value& value) {
    auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? std::string{} : std::move(*text);
  }
};

template <>
struct Cell<std::string_view> {
  static constexpr Type kType = Type::kText;
  static std::string_view Hold(std::string_view value) { return value; }
};

template <std::size_t N>
struct Cell<char[N]> {
  static constexpr Type kType = Type::kText;
  static std::string_view Hold(const char* value) { return value; }
};

template <>
struct Cell<Bytes> {
  static constexpr Type kType = Type::kBytes;
  static BytesView Hold(const Bytes& value) { return {value.data}; }
  static Bytes From(Value& value) {
    auto* bytes = std::get_if<Bytes>(&value);
    return bytes == nullptr ? Bytes{} : std::move(*bytes);
  }
};

template <>
struct Cell<BytesView> {
  static constexpr Type kType = Type::kBytes;
  static BytesView Hold(BytesView value) { return value; }
};

template <>
struct Cell<CivilDate> {
  static constexpr Type kType = Type::kText;
  static std::string Hold(CivilDate value) { return value.ToString(); }
  static CivilDate From(Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? CivilDate{} : CivilDate::Parse(*text).value_or(CivilDate{});
  }
};

template <>
struct Cell<Instant> {
  static constexpr Type kType = Type::kInteger;
  static std::int64_t Hold(Instant value) {
    return static_cast<std::int64_t>(value.time_since_epoch().count());
  }
  static Instant From(Value& value) {
    return Instant{std::chrono::microseconds{Cell<std::int64_t>::From(value)}};
  }
};

template <typename T>
struct Cell<std::optional<T>> {
  static constexpr Type kType = Cell<T>::kType;
  using Held = decltype(Cell<T>::Hold(std::declval<const T&>()));
  static std::optional<Held> Hold(const std::optional<T>& value) {
    return value ? std::optional<Held>(Cell<T>::Hold(*value)) : std::nullopt;
  }
  static std::optional<T> From(Value& value) {
    if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
    return Cell<T>::From(value);
  }
};

template <typename Held>
Argument ToArgument(const Held& held) {
  return held;
}
inline Argument ToArgument(const std::string& held) { return std::string_view(held); }
template <typename Held>
Argument ToArgument(const std::optional<Held>& held) {
  return held ? ToArgument(*held) : Argument{};
}

template <typename... Held>
std::array<Argument, sizeof...(Held)> ToArguments(const std::tuple<Held...>& held) {
  return std::apply(
      [](const Held&... each) {
        return std::array<Argument, sizeof...(Held)>{ToArgument(each)...};
      },
      held);
}

template <typename... Columns, std::size_t... Index>
std::tuple<Columns...> ToTuple(std::span<Value> row, std::index_sequence<Index...> /*columns*/) {
  return {Cell<Columns>::From(row[Index])...};
}

}  // namespace internal

template <typename... Arguments>
std::int64_t Connection::Execute(std::string_view sql, const Arguments&... arguments) {
  const std::tuple held{internal::Cell<Arguments>::Hold(arguments)...};
  return Run(sql, internal::ToArguments(held), {}, {});
}

template <typename... Columns, typename Sink, typename... Arguments>
void Connection::ForEach(std::string_view sql, Sink&& sink, const Arguments&... arguments) {
  static constexpr std::array<Type, sizeof...(Columns)> kTypes{internal::Cell<Columns>::kType...};
  const std::tuple held{internal::Cell<Arguments>::Hold(arguments)...};
  Run(sql, internal::ToArguments(held), kTypes, [&sink](std::span<Value> row) {
    std::apply(sink, internal::ToTuple<Columns...>(row, std::index_sequence_for<Columns...>{}));
  });
}

template <typename... Columns, typename... Arguments>
std::vector<std::tuple<Columns...>> Connection::Query(std::string_view sql,
                                                      const Arguments&... arguments) {
  std::vector<std::tuple<Columns...>> rows;
  ForEach<Columns...>(
      sql, [&rows](const Columns&... cells) { rows.emplace_back(cells...); }, arguments...);
  return rows;
}

template <typename... Columns, typename... Arguments>
std::optional<std::tuple<Columns...>> Connection::QueryOne(std::string_view sql,
                                                           const Arguments&... arguments) {
  auto rows = Query<Columns...>(sql, arguments...);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

}  // namespace parcours::store
