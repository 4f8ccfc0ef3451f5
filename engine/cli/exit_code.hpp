#pragma once

namespace capgap::cli {

/// What the program returns to the shell.
enum class Exit : int {
    done = 0,
    data_wrong = 1,  ///< the data are wrong; with --strict also if rows were set aside
    usage_wrong = 2,
    internal_error = 3,
    environment_failed = 4  ///< disk, memory, permissions
};

}  // namespace capgap::cli
