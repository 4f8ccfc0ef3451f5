# Installs BUILD to FIRST and moves it to PREFIX.
file(REMOVE_RECURSE ${FIRST} ${PREFIX})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${FIRST} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
file(RENAME ${FIRST} ${PREFIX})

foreach(name bin/capgap include/capgap/base/result.hpp share/capgap/frameworks/unesco-dcf/2022/framework.yaml share/capgap/frameworks/unesco-dcf/2022/LICENSE
        share/capgap/surveys/dcf-self/1.0/survey.yaml share/doc/capgap/LICENSE)
  if(NOT EXISTS ${PREFIX}/${name})
    message(FATAL_ERROR "${name} was not installed")
  endif()
endforeach()
file(GLOB_RECURSE sources ${PREFIX}/include/*.cpp)
if(sources)
  message(FATAL_ERROR "sources were installed: ${sources}")
endif()

file(COPY ${PREFIX}/share/capgap/frameworks/unesco-dcf/2022/framework.yaml DESTINATION ${PREFIX}/share/capgap/frameworks/installed-only/1.0)
