#pragma once

#include <functional>

namespace capgap {

/// What a long job does, in this order.
enum class Stage { reading, scoring, tabulating, protecting, writing };

/// Is told what a job does and which part of that is done, from 0 to 1 (0 where it is not known). Called often, one call at
/// a time, not always by the same thread. May be empty.
using Progress = std::function<void(Stage stage, double part)>;

inline void tell(const Progress& progress, Stage stage, double part = 0) {
    if (progress) progress(stage, part);
}

}  // namespace capgap
