#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace capgap::xml {

/// The attributes of the element that begins. Valid until its begin() returns.
class Attributes {
public:
    explicit Attributes(const char** pairs) noexcept : pairs_(pairs) {}
    /// By its local name; empty where there is none.
    [[nodiscard]] std::string_view get(std::string_view name) const noexcept;
    [[nodiscard]] bool has(std::string_view name) const noexcept;

private:
    const char** pairs_;
};

/// Who listens to a document. Names are local ones, whatever prefix the writer chose.
class Listener {
public:
    virtual ~Listener() = default;
    virtual void begin(std::string_view name, const Attributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    /// A part of the text of the element that is open: what belongs together may come in pieces.
    virtual void text(std::string_view piece) = 0;

protected:
    Listener() = default;
    Listener(const Listener&) = default;
    Listener& operator=(const Listener&) = default;
};

/// What breaks the rules of XML, or what is not read here, and where: lines and columns from 1.
struct Fault {
    enum class Kind { rules, doctype, depth };
    Kind kind = Kind::rules;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::string message;  ///< in words for people who have never seen XML
};

/// Tells a listener what a document holds, block by block, in memory that is bounded by the longest tag. A document type declaration is refused: it
/// could define texts that grow without end.
class Events {
public:
    /// `listener` must outlive it.
    explicit Events(Listener& listener, std::size_t max_depth = 64);
    Events(const Events&) = delete;
    Events& operator=(const Events&) = delete;
    ~Events();

    /// Reads on; `last`: the document ends behind these bytes. After a fault, and after stop(), nothing more is told. True while there is no fault.
    bool feed(std::string_view bytes, bool last);
    [[nodiscard]] const std::optional<Fault>& fault() const noexcept;
    /// For a listener that has heard enough: feed() returns false, without a fault.
    void stop();
    [[nodiscard]] std::uint32_t line() const;
    [[nodiscard]] std::uint32_t column() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace capgap::xml
