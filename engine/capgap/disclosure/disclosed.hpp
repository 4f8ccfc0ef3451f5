#pragma once

#include <utility>

namespace capgap {

/// What may leave the engine. Only protect() makes one, so that a report of anything else does not compile.
template <class T>
class Disclosed {
public:
    const T& operator*() const noexcept { return shown_; }
    const T* operator->() const noexcept { return &shown_; }

private:
    friend class Protector;
    explicit Disclosed(T shown) : shown_(std::move(shown)) {}
    T shown_;
};

}  // namespace capgap
