#include <capgap/base/id.hpp>
#include <capgap/base/id_check.hpp>
#include <capgap/base/message.hpp>

namespace capgap {

namespace {

std::string article(std::string_view noun) {
    const bool vowel = !noun.empty() && std::string_view("aeiou").find(noun.front()) != std::string_view::npos;
    return vowel ? "an " : "a ";
}

Diagnostic malformed(const char* code, std::string_view noun, const std::string& id, const Location& at) {
    if (is_reserved_id(id)) {
        return error(code, at, in_quotes(id) + " cannot be the id of " + article(noun) + std::string(noun) + ": the word has a meaning of its own",
                     "reserved are none, unknown, own, na, dk, ref and *");
    }
    const std::string hint = "an id is 1 to 64 characters of A-Z a-z 0-9 . _ - and begins with a letter or digit";
    if (id.empty()) return error(code, at, article(noun) + std::string(noun) + " has no id", hint);
    return error(code, at, in_quotes(id) + " cannot be the id of " + article(noun) + std::string(noun), hint);
}

}  // namespace

bool IdCheck::add(std::string_view noun, const std::string& id, const Location& at) {
    if (!is_well_formed_id(id)) found_.push_back(malformed(codes_.malformed, noun, id, at));
    const auto [entry, is_new] = first_.try_emplace(id, First{std::string(noun), at});
    if (is_new) return true;
    const First& first = entry->second;
    found_.push_back(
        error(codes_.repeated, at,
              "the id " + in_quotes(id) + " of this " + std::string(noun) + " is taken by the " + first.noun + " at " + place_from(at, first.at),
              "each id may be used once"));
    return false;
}

}  // namespace capgap
