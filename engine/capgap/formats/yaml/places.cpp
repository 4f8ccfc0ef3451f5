#include <capgap/formats/yaml/places.hpp>

#include <algorithm>
#include <utility>

namespace capgap::yaml {

Places::Places(std::string_view bytes, std::string file) : bytes_(bytes), file_(std::move(file)) {
    marks_.reserve(bytes.size() / stride + 1);
    Mark here;
    for (std::size_t offset = 0; offset < bytes.size(); ++offset) {
        if (offset % stride == 0) marks_.push_back(here);
        step(here, offset);
    }
    if (bytes.size() % stride == 0) marks_.push_back(here);
}

/// From the byte at `offset` to the next one. Bytes 10xxxxxx continue a character of UTF-8.
void Places::step(Mark& mark, std::size_t offset) const {
    if (bytes_[offset] == '\n') {
        mark = {mark.line + 1, 1};
    } else if (offset + 1 == bytes_.size() || (static_cast<unsigned char>(bytes_[offset + 1]) & 0xc0U) != 0x80U) {
        ++mark.column;
    }
}

Location Places::at(std::size_t offset) const {
    const std::size_t end = std::min(offset, bytes_.size());
    Mark mark = marks_[end / stride];
    for (std::size_t i = end / stride * stride; i < end; ++i) step(mark, i);
    return {file_, mark.line, mark.column};
}

}  // namespace capgap::yaml
