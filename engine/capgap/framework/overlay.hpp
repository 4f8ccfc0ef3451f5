#pragma once

#include <capgap/framework/framework.hpp>

namespace capgap {

/// The framework that `overlay`, a file with `extends`, makes of `base`: everything of the base that is used, under the titles and in the languages
/// of the overlay, and what the overlay adds. Levels, their order and the meaning of ids are those of the base. An overlay that changes nothing gives
/// the competencies, levels and attitudes of its base.
///
/// Problems are all of the overlay's: what it takes from the base bears the place of `extends`. Errors: ids that the base does not have, ids added
/// that it has, texts translated that are there or renamed, `core` that is not kept, and what Framework::make() finds in the whole.
Result<Checked<Framework>> extend(const Framework& base, FrameworkContent overlay);

}  // namespace capgap
