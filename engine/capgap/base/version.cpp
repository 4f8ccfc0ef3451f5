#include <capgap/base/version.hpp>

namespace capgap {

std::string_view version() {
    return CAPGAP_VERSION;
}

}  // namespace capgap
