# cmake -DNPM=... -P install.cmake, in engine/web: installs exactly what package-lock.json names. No script of a package is run.
execute_process(COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error RESULT_VARIABLE failed OUTPUT_QUIET)
if(failed)
  message(FATAL_ERROR "npm could not install what builds the report page; its own words stand above. Without a network: configure with -DCAPGAP_WEB=OFF, and `capgap run` needs --no-report.")
endif()
# Where nothing changed npm leaves it as old as it was, and the build would ask again.
file(TOUCH node_modules/.package-lock.json)
