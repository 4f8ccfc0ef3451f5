#pragma once

#include <capgap/base/diagnostic.hpp>

#include <cstdio>
#include <cstdlib>
#include <string>

/// How a fuzzer ends where something does not hold: libFuzzer keeps the input.
inline void must(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

/// `more` is made only to be said.
template <class More>
void must(bool holds, const char* what, const More& more) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", std::string(more()).c_str());
    must(false, what);
}

inline std::string lines(const capgap::Diagnostics& all) {
    std::string out;
    for (const capgap::Diagnostic& one : all) out += to_string(one) + '\n';
    return out;
}
