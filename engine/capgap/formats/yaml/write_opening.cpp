#include <capgap/formats/yaml/scalar_text.hpp>
#include <capgap/formats/yaml/write.hpp>

namespace capgap {

namespace {

using yaml::scalar_text;

void line(std::string& out, const char* indentation, const std::string& key, const std::string& value) {
    out += indentation + scalar_text(key) + ": " + value + '\n';
}

}  // namespace

std::string write_opening(const Opening& opening) {
    std::string out = yaml::comment_text(
        "Written by capgap open: what was promised on that day. Any other setting now needs a `reanalysis` with name, reason and date.");
    out += "frozen:\n";
    line(out, "  ", "on", scalar_text(opening.on));
    line(out, "  ", "program", scalar_text(opening.program));
    line(out, "  ", "sha256", scalar_text(opening.sha256));
    line(out, "  ", "notice", scalar_text(opening.notice_sha256));
    if (!opening.drafts.empty()) out += "  drafts:\n";
    for (const std::string& draft : opening.drafts) out += "    - " + scalar_text(draft) + '\n';
    out += "  fixed:\n";
    std::string part;
    for (const FixedSetting& one : opening.settings) {
        if (one.part != part) out += "    " + scalar_text(one.part) + ":\n";
        part = one.part;
        line(out, "      ", one.key, scalar_text(one.value));
    }
    return out;
}

}  // namespace capgap
