#include <capgap/base/result.hpp>

#include <boost/throw_exception.hpp>

#include <stdexcept>

namespace capgap {

void throw_exception_from_error(const Errors& errors, const boost::source_location& place) {
    const std::string what = errors.all.empty() ? "a failed Result without a diagnostic" : to_string(errors.all.front());
    boost::throw_with_location(std::logic_error("value() of a failed Result: " + what), place);
}

}  // namespace capgap
