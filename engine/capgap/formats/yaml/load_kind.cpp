#include <capgap/formats/yaml/kind.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/parser.hpp>

#include <utility>

namespace capgap {

Result<std::string> kind_of(const Document& document, const std::string& file) {
    if (document.tree() != nullptr) return yaml::kind_of(*document.tree());
    yaml::Parsed parsed = yaml::parse(document.bytes(), file);
    if (!parsed.root) return Errors(std::move(parsed.problems));
    return yaml::kind_of(*parsed.root);
}

}  // namespace capgap
