#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace capgap {

struct Cells;

/// Small offices that are counted together: a row of the tree like a child of their parent, with the exact sums of its members.
struct Pool {
    struct Member {
        std::size_t institution = 0;
        bool own_staff = false;  ///< the parent's own staff, without its descendants

        friend bool operator==(const Member&, const Member&) = default;
    };

    int parent = -1;  ///< the members' parent; Group::everyone: they are roots
    int number = 1;   ///< among the pools of the parent, from 1
    std::vector<Member> members;
    std::optional<std::size_t> named;  ///< which of the assessment's pools; nothing: "other offices of" the parent

    friend bool operator==(const Pool&, const Pool&) = default;
};

/// How many people an institution has, and how many of them answered.
struct Staff {
    std::int64_t respondents = 0;
    std::optional<std::int64_t> headcount;  ///< nothing without a population
};

/// Own staff by institution, without descendants: what pools are chosen by.
[[nodiscard]] std::vector<Staff> own_staff(const Cells& cells, std::size_t institutions, bool with_population);

}  // namespace capgap
