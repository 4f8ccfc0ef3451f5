#include <capgap/formats/xml/events.hpp>

#include <expat.h>

#include <algorithm>
#include <new>
#include <type_traits>

namespace capgap::xml {

namespace {

constexpr char before_local_name = '|';
constexpr std::size_t block_bytes = std::size_t{1} << 20U;

std::string_view local(std::string_view name) noexcept {
    const std::size_t end = name.rfind(before_local_name);
    return end == std::string_view::npos ? name : name.substr(end + 1);
}

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

}  // namespace

std::string_view Attributes::get(std::string_view name) const noexcept {
    for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
        if (local(pair[0]) == name) return pair[1];
    }
    return {};
}

bool Attributes::has(std::string_view name) const noexcept {
    for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
        if (local(pair[0]) == name) return true;
    }
    return false;
}

class Events::Impl {
public:
    Impl(Listener& listener, std::size_t max_depth)
        : listener_(listener), max_depth_(max_depth), parser_(XML_ParserCreateNS(nullptr, before_local_name), XML_ParserFree) {
        if (parser_ == nullptr) throw std::bad_alloc();
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(
            parser_.get(), [](void* self, const XML_Char* name, const XML_Char** pairs) { static_cast<Impl*>(self)->begin(name, pairs); },
            [](void* self, const XML_Char* name) { static_cast<Impl*>(self)->end(name); });
        XML_SetCharacterDataHandler(parser_.get(), [](void* self, const XML_Char* text, int length) {
            auto* const impl = static_cast<Impl*>(self);
            if (!impl->stopped_) impl->listener_.text({text, static_cast<std::size_t>(length)});
        });
        XML_SetStartDoctypeDeclHandler(parser_.get(), [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
            static_cast<Impl*>(self)->refuse(Fault::Kind::doctype, "a document type declaration (<!DOCTYPE)");
        });
    }

    bool feed(std::string_view bytes, bool last) {
        do {
            const std::string_view block = bytes.substr(0, block_bytes);
            bytes.remove_prefix(block.size());
            if (!feed_block(block, last && bytes.empty())) return false;
        } while (!bytes.empty());
        return true;
    }

    void stop() {
        if (stopped_) return;
        stopped_ = true;
        XML_StopParser(parser_.get(), XML_FALSE);
    }

    std::uint32_t line() const { return static_cast<std::uint32_t>(XML_GetCurrentLineNumber(parser_.get())); }
    std::uint32_t column() const { return static_cast<std::uint32_t>(XML_GetCurrentColumnNumber(parser_.get()) + 1); }
    const std::optional<Fault>& fault() const noexcept { return fault_; }

private:
    bool feed_block(std::string_view block, bool last) {
        if (stopped_) return false;
        const auto status = XML_Parse(parser_.get(), block.data(), static_cast<int>(block.size()), last ? XML_TRUE : XML_FALSE);
        if (stopped_) return false;
        if (status == XML_STATUS_OK) return true;
        if (XML_GetErrorCode(parser_.get()) == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
        stopped_ = true;
        fault_ = {Fault::Kind::rules, line(), column(), words_for(XML_GetErrorCode(parser_.get()))};
        return false;
    }

    void refuse(Fault::Kind kind, std::string message) {
        if (stopped_) return;
        fault_ = {kind, line(), column(), std::move(message)};
        stop();
    }

    void begin(const XML_Char* name, const XML_Char** pairs) {
        if (stopped_) return;
        if (++depth_ > max_depth_) return refuse(Fault::Kind::depth, "more than " + std::to_string(max_depth_) + " elements inside each other");
        listener_.begin(local(name), Attributes(pairs));
    }

    void end(const XML_Char* name) {
        if (stopped_) return;
        --depth_;
        listener_.end(local(name));
    }

    Listener& listener_;
    std::size_t max_depth_;
    std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser_;
    std::size_t depth_ = 0;
    bool stopped_ = false;
    std::optional<Fault> fault_;
};

Events::Events(Listener& listener, std::size_t max_depth) : impl_(std::make_unique<Impl>(listener, max_depth)) {}
Events::~Events() = default;

bool Events::feed(std::string_view bytes, bool last) {
    return impl_->feed(bytes, last);
}

const std::optional<Fault>& Events::fault() const noexcept {
    return impl_->fault();
}

void Events::stop() {
    impl_->stop();
}

std::uint32_t Events::line() const {
    return impl_->line();
}

std::uint32_t Events::column() const {
    return impl_->column();
}

}  // namespace capgap::xml
