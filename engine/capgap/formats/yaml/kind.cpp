#include <capgap/formats/yaml/kind.hpp>

#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>
#include <capgap/formats/yaml/codes.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

namespace capgap::yaml {

namespace {

/// A kind of file and the version of its format. The version rises only on an incompatible change; this one and the one before it are read.
struct Format {
    std::string_view kind;
    int version;
};

constexpr std::array<Format, 8> formats{
    {{"framework", 1}, {"profiles", 1}, {"survey", 1}, {"catalogue", 1}, {"assessment", 1}, {"mapping", 1}, {"texts", 1}, {"calibration", 1}}};

std::string written(const Format& format) {
    return std::string(format.kind) + '/' + std::to_string(format.version);
}

/// The number after the slash; nothing for anything but digits.
std::optional<int> version_in(std::string_view text) {
    int version = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (text.empty() || failure != std::errc() || end != text.data() + text.size() || version < 1) return std::nullopt;
    return version;
}

Diagnostic no_kind(const Location& at, std::string_view wanted = "framework") {
    return error(codes::kind_missing, at, "the file does not say what it is: its first key must be 'capgap'",
                 "as in 'capgap: " + std::string(wanted) + "/1'");
}

Diagnostic not_first(const Node::Member& said) {
    return error(codes::kind_not_first, said.key_at, "'capgap' must be the first key of the file");
}

Result<std::string> kind_in(const Node& value) {
    const std::string_view text = value.text;
    const std::size_t slash = text.find('/');
    const std::optional<int> version = slash == std::string_view::npos ? std::nullopt : version_in(text.substr(slash + 1));
    if (!value.is_scalar() || !version) {
        return error(codes::kind_malformed, value.at,
                     "'capgap' must be a kind and a version, as 'framework/1'" + (value.is_scalar() ? "; found " + in_quotes(text) : std::string()));
    }
    const std::string_view name = text.substr(0, slash);
    const auto* const format = std::find_if(formats.begin(), formats.end(), [name](const Format& known) { return known.kind == name; });
    if (format == formats.end()) {
        std::vector<std::string> known(formats.size());
        std::transform(formats.begin(), formats.end(), known.begin(), [](const Format& one) { return std::string(one.kind); });
        return error(codes::kind_unknown, value.at, in_quotes(name) + " is no kind of file that this program knows", DidYouMean(known)(name));
    }
    if (*version > format->version) {
        return error(codes::version_newer, value.at,
                     "the file is " + in_quotes(text) + " and needs a newer capgap: this program reads " + written(*format));
    }
    return std::string(name);
}

}  // namespace

bool check_kind(const Node& root, std::string_view wanted, Problems& problems) {
    const Node::Member* said = root.member("capgap");
    if (said == nullptr || said->value.is_absent()) {
        problems.add(no_kind(root.at, wanted));
        return false;
    }
    if (said != &root.members.front()) problems.add(not_first(*said));
    Result<std::string> kind = kind_in(said->value);
    if (kind.has_error()) {
        for (Diagnostic& problem : std::move(kind).error().all) problems.add(std::move(problem));
        return false;
    }
    if (*kind == wanted) return true;
    problems.add(error(codes::kind_other, said->value.at,
                       "the file is of the kind " + in_quotes(*kind) + "; one of the kind " + in_quotes(wanted) + " is wanted here"));
    return false;
}

Result<std::string> kind_of(const Node& root) {
    const Node::Member* said = root.member("capgap");
    if (said == nullptr || said->value.is_absent()) return no_kind(root.at);
    if (said != &root.members.front()) return not_first(*said);
    return kind_in(said->value);
}

}  // namespace capgap::yaml
