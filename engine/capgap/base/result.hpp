#pragma once

#include <capgap/base/diagnostic.hpp>

#include <boost/system/result.hpp>

#include <utility>

namespace capgap {

/// Why outside data were refused: every problem found, not the first. Never empty in a failed Result.
struct Errors {
    Errors() = default;
    Errors(Diagnostic one) : all{std::move(one)} {}           // NOLINT(google-explicit-constructor): `return error(...)` is the idiom
    Errors(Diagnostics several) : all(std::move(several)) {}  // NOLINT(google-explicit-constructor)

    Diagnostics all;
};

/// Found by argument-dependent lookup when value() is called on a failed Result: that is a bug, not bad data.
[[noreturn]] void throw_exception_from_error(const Errors& errors, const boost::source_location& place);

/// A value, or all the reasons why there is none.
template <class T>
class [[nodiscard]] Result : public boost::system::result<T, Errors> {
public:
    using boost::system::result<T, Errors>::result;
};

/// A value that was made, with what should still be said about it (warnings and remarks only).
template <class T>
struct Checked {
    T value;
    Diagnostics remarks;
};

/// Takes the value out of `result` into `into` and its remarks or errors into `diagnostics`. False if there was no value.
template <class T, class Slot>
bool take(Result<Checked<T>>&& result, Slot& into, Diagnostics& diagnostics) {
    if (result.has_error()) {
        append(diagnostics, std::move(result).error().all);
        return false;
    }
    append(diagnostics, std::move(result->remarks));
    into = std::move(result->value);
    return true;
}

template <class T, class Slot>
bool take(Result<T>&& result, Slot& into, Diagnostics& diagnostics) {
    if (result.has_error()) {
        append(diagnostics, std::move(result).error().all);
        return false;
    }
    into = std::move(*result);
    return true;
}

}  // namespace capgap
