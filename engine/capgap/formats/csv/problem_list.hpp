#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/formats/csv/codes.hpp>

#include <cstddef>
#include <string>
#include <utility>

namespace capgap::csv {

/// Problems as they are found; keeps the first `most` and counts all, so that a file of a million wrong rows costs no more than one of two hundred.
class ProblemList {
public:
    static constexpr std::size_t most = 200;

    void add(Diagnostic problem) {
        if (++total_ <= most) kept_.push_back(std::move(problem));
    }

    /// `make` returns a Diagnostic; it is called only while there is room.
    template <class Make>
    void add_made(Make&& make) {
        if (++total_ <= most) kept_.push_back(make());
    }

    bool empty() const noexcept { return total_ == 0; }
    std::size_t total() const noexcept { return total_; }

    /// By place; the last says how many more there are.
    Diagnostics take(const std::string& file) && {
        sort_by_place(kept_);
        if (total_ > most) kept_.push_back(error(codes::csv_more_problems, {file}, std::to_string(total_ - most) + " more problems are not listed"));
        return std::move(kept_);
    }

private:
    Diagnostics kept_;
    std::size_t total_ = 0;
};

}  // namespace capgap::csv
