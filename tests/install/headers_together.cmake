# All installed headers in one source file: no two of them clash.
file(GLOB_RECURSE headers RELATIVE ${INCLUDE} ${INCLUDE}/capgap/*.hpp)
list(TRANSFORM headers REPLACE "(.+)" "#include <\\1>")
list(JOIN headers "\n" text)
file(WRITE headers_together.cpp "${text}\n")
execute_process(COMMAND ${COMPILER} -std=c++20 -Wall -Wextra -Werror -fsyntax-only -I${INCLUDE} headers_together.cpp COMMAND_ERROR_IS_FATAL ANY)
