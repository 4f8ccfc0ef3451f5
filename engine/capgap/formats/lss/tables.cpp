#include <capgap/formats/lss/tables.hpp>

#include <capgap/base/message.hpp>
#include <capgap/formats/lss/codes.hpp>
#include <capgap/formats/xml/events.hpp>

#include <algorithm>
#include <optional>

namespace capgap::lss {

const std::string& Row::get(std::string_view name) const {
    static const std::string nothing;
    const auto found = std::find_if(fields.begin(), fields.end(), [name](const auto& field) { return field.first == name; });
    return found == fields.end() ? nothing : found->second;
}

bool Row::has(std::string_view name) const {
    return std::any_of(fields.begin(), fields.end(), [name](const auto& field) { return field.first == name; });
}

const std::vector<Row>& Tables::of(std::string_view table) const {
    static const std::vector<Row> nothing;
    const auto found = rows.find(table);
    return found == rows.end() ? nothing : found->second;
}

namespace {

constexpr std::size_t longest_name = 256;

/// The events of XML into tables. The path of open elements says what a text belongs to.
class Reading : private xml::Listener {
public:
    Reading(const std::string& file, const Limits& limits) : limits_(limits), events_(*this, limits.depth) { tables_.file = file; }

    Result<Tables> read(std::string_view bytes) {
        events_.feed(bytes, true);
        if (problem_) return std::move(*problem_);
        if (events_.fault()) return said(*events_.fault());
        return std::move(tables_);
    }

private:
    Location here() const { return {tables_.file, events_.line(), events_.column()}; }

    Diagnostic said(const xml::Fault& fault) const {
        const Location at{tables_.file, fault.line, fault.column};
        switch (fault.kind) {
            case xml::Fault::Kind::doctype:
                return error(codes::lss_doctype, at, fault.message + ", which structure files do not have", "take it out");
            case xml::Fault::Kind::depth: return error(codes::lss_too_deep, at, fault.message);
            case xml::Fault::Kind::rules: break;
        }
        return error(codes::lss_not_xml, at, "this breaks the rules of XML: " + fault.message, "export the structure from LimeSurvey again");
    }

    void stop(const char* code, std::string message, std::string hint = {}) {
        problem_ = error(code, here(), std::move(message), std::move(hint));
        events_.stop();
    }

    bool in_row() const { return path_.size() >= 4 && path_[2] == "rows" && path_[3] == "row"; }

    void begin(std::string_view name, const xml::Attributes&) override {
        path_.emplace_back(name.substr(0, longest_name));
        text_.clear();
        if (path_.size() == 4 && in_row()) begin_row();
        if (path_.size() == 5 && in_row()) begin_field();
    }

    void begin_row() {
        if (++rows_ > limits_.rows) return stop(codes::lss_too_many, "more than " + std::to_string(limits_.rows) + " rows");
        tables_.rows[path_[1]].push_back({here(), {}});
    }

    void begin_field() {
        auto& fields = tables_.rows[path_[1]].back().fields;
        if (fields.size() == limits_.fields) return stop(codes::lss_too_many, "a row of more than " + std::to_string(limits_.fields) + " fields");
        fields.emplace_back(path_[4], "");
    }

    void text(std::string_view text) override {
        if (text_.size() + text.size() > limits_.text_bytes) {
            return stop(codes::lss_text_too_long, "a text of more than " + std::to_string(limits_.text_bytes >> 10U) + " KiB");
        }
        text_ += text;
    }

    void end(std::string_view) override {
        if (path_.size() == 5 && in_row()) tables_.rows[path_[1]].back().fields.back().second = text_;
        if (path_.size() == 2 && path_[1] == "LimeSurveyDocType") tables_.document_type = text_;
        if (path_.size() == 3 && path_[1] == "languages" && path_[2] == "language") tables_.languages.push_back(text_);
        path_.pop_back();
        text_.clear();
    }

    const Limits& limits_;
    xml::Events events_;
    Tables tables_;
    std::vector<std::string> path_;
    std::string text_;
    std::size_t rows_ = 0;
    std::optional<Diagnostic> problem_;
};

}  // namespace

Result<Tables> read_tables(std::string_view bytes, const std::string& file, const Limits& limits) {
    if (bytes.size() > limits.bytes) {
        return error(codes::lss_too_large, {file, 0, 0}, "the file has more than " + std::to_string(limits.bytes >> 20U) + " MiB");
    }
    return Reading(file, limits).read(bytes);
}

}  // namespace capgap::lss
