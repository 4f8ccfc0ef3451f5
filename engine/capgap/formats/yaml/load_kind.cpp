#include <capgap/formats/yaml/kind.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/parser.hpp>

#include <utility>

namespace capgap {

Result<std::string> kind_of(std::string_view bytes, const std::string& file) {
    yaml::Parsed parsed = yaml::parse(bytes, file);
    if (!parsed.root) return Errors(std::move(parsed.problems));
    return yaml::kind_of(*parsed.root);
}

}  // namespace capgap
