#pragma once

#include <cassert>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

namespace capgap {

/// A whole number in fewer bytes than it has elsewhere, for rows of which there are millions. One that does not fit is a bug.
template <class Wide, class Stored>
class Narrow {
public:
    constexpr Narrow() = default;
    constexpr Narrow(Wide value) : value_(static_cast<Stored>(value)) { assert(static_cast<Wide>(value_) == value); }
    constexpr operator Wide() const { return static_cast<Wide>(value_); }
    constexpr Narrow& operator+=(Wide more) { return *this = *this + more; }

private:
    Stored value_ = 0;
};

using Index32 = Narrow<std::size_t, std::uint32_t>;
using Index16 = Narrow<std::size_t, std::uint16_t>;
using Count32 = Narrow<std::int64_t, std::uint32_t>;

/// Which value stands for nothing; one that is never something.
template <class T>
struct NothingOf;

template <>
struct NothingOf<double> {
    static constexpr double value() { return std::numeric_limits<double>::quiet_NaN(); }
    static constexpr bool is(double value) { return value != value; }
};
/// The least of signed numbers, the greatest of others.
template <std::integral T>
struct NothingOf<T> {
    static constexpr T value() { return std::signed_integral<T> ? std::numeric_limits<T>::min() : std::numeric_limits<T>::max(); }
    static constexpr bool is(T value) { return value == NothingOf::value(); }
};

/// As std::optional, in the room of a Stored: for rows of which there are millions.
template <class T, class Stored = T>
class Optional {
public:
    constexpr Optional() = default;
    constexpr Optional(std::nullopt_t /*nothing*/) {}
    constexpr Optional(const T& value) : value_(static_cast<Stored>(value)) { assert(has_value() && static_cast<T>(value_) == value); }
    constexpr Optional(const std::optional<T>& other) {
        if (other) *this = *other;
    }
    template <class Other>
    constexpr Optional(const Narrow<T, Other>& value) : Optional(static_cast<T>(value)) {}
    constexpr operator std::optional<T>() const { return has_value() ? std::optional<T>(**this) : std::nullopt; }

    constexpr bool has_value() const { return !NothingOf<Stored>::is(value_); }
    constexpr explicit operator bool() const { return has_value(); }
    constexpr T operator*() const { return static_cast<T>(value_); }
    constexpr const Stored* operator->() const { return &value_; }
    constexpr Stored* operator->() { return &value_; }
    constexpr T value() const { return std::optional<T>(*this).value(); }
    constexpr T value_or(const T& other) const { return has_value() ? **this : other; }
    constexpr void reset() { value_ = NothingOf<Stored>::value(); }

    friend constexpr bool operator==(const Optional& a, const Optional& b) {
        return a.has_value() == b.has_value() && (!a.has_value() || a.value_ == b.value_);
    }

private:
    Stored value_ = NothingOf<Stored>::value();
};

using OptionalCount32 = Optional<std::int64_t, std::uint32_t>;

}  // namespace capgap
