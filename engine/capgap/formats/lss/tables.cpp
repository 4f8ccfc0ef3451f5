#include <capgap/formats/lss/tables.hpp>

#include <capgap/base/message.hpp>
#include <capgap/formats/lss/codes.hpp>

#include <expat.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <type_traits>

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

/// What is wrong, in words for people who have never seen XML; expat's own for what hardly happens.
std::string words_for(XML_Error problem) {
    switch (problem) {
        case XML_ERROR_SYNTAX: return "here begins no XML";
        case XML_ERROR_NO_ELEMENTS: return "the file ends too early";
        case XML_ERROR_UNCLOSED_TOKEN: return "what begins here never ends";
        case XML_ERROR_INVALID_TOKEN: return "a character that cannot stand here";
        case XML_ERROR_PARTIAL_CHAR: return "half a character";
        case XML_ERROR_TAG_MISMATCH: return "an end tag of another element than the one that was opened last";
        case XML_ERROR_UNDEFINED_ENTITY: return "a reference (&...;) that XML does not have";
        case XML_ERROR_BAD_CHAR_REF: return "a reference (&#...;) to a character that no text may hold";
        case XML_ERROR_JUNK_AFTER_DOC_ELEMENT: return "something behind the end of the document";
        case XML_ERROR_UNKNOWN_ENCODING: return "an encoding that is not read here; UTF-8 is";
        case XML_ERROR_INCORRECT_ENCODING: return "another encoding than the file says it has";
        default: return XML_ErrorString(problem);
    }
}

/// Expat's events into tables. The path of open elements says what a text belongs to.
class Reading {
public:
    Reading(const std::string& file, const Limits& limits) : limits_(limits), parser_(XML_ParserCreate(nullptr), XML_ParserFree) {
        if (parser_ == nullptr) throw std::bad_alloc();
        tables_.file = file;
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(
            parser_.get(), [](void* self, const XML_Char* name, const XML_Char**) { static_cast<Reading*>(self)->begin(name); },
            [](void* self, const XML_Char*) { static_cast<Reading*>(self)->end(); });
        XML_SetCharacterDataHandler(parser_.get(), [](void* self, const XML_Char* text, int length) {
            static_cast<Reading*>(self)->add_text({text, static_cast<std::size_t>(length)});
        });
        XML_SetStartDoctypeDeclHandler(parser_.get(), [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
            static_cast<Reading*>(self)->stop(codes::lss_doctype, "a document type declaration (<!DOCTYPE), which structure files do not have",
                                              "take it out");
        });
    }

    Result<Tables> read(std::string_view bytes) {
        const auto status = XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), XML_TRUE);
        if (problem_) return std::move(*problem_);
        if (status != XML_STATUS_OK) {
            return error(codes::lss_not_xml, here(), "this breaks the rules of XML: " + words_for(XML_GetErrorCode(parser_.get())),
                         "export the structure from LimeSurvey again");
        }
        return std::move(tables_);
    }

private:
    Location here() const {
        return {tables_.file, static_cast<std::uint32_t>(XML_GetCurrentLineNumber(parser_.get())),
                static_cast<std::uint32_t>(XML_GetCurrentColumnNumber(parser_.get()) + 1)};
    }

    void stop(const char* code, std::string message, std::string hint = {}) {
        if (problem_) return;
        problem_ = error(code, here(), std::move(message), std::move(hint));
        XML_StopParser(parser_.get(), XML_FALSE);
    }

    bool in_row() const { return path_.size() >= 4 && path_[2] == "rows" && path_[3] == "row"; }

    void begin(std::string_view name) {
        if (problem_) return;
        if (path_.size() == limits_.depth) {
            return stop(codes::lss_too_deep, "more than " + std::to_string(limits_.depth) + " elements inside each other");
        }
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

    void add_text(std::string_view text) {
        if (problem_) return;
        if (text_.size() + text.size() > limits_.text_bytes) {
            return stop(codes::lss_text_too_long, "a text of more than " + std::to_string(limits_.text_bytes >> 10U) + " KiB");
        }
        text_ += text;
    }

    void end() {
        if (problem_) return;
        if (path_.size() == 5 && in_row()) tables_.rows[path_[1]].back().fields.back().second = text_;
        if (path_.size() == 2 && path_[1] == "LimeSurveyDocType") tables_.document_type = text_;
        if (path_.size() == 3 && path_[1] == "languages" && path_[2] == "language") tables_.languages.push_back(text_);
        path_.pop_back();
        text_.clear();
    }

    const Limits& limits_;
    std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser_;
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
