# libxlsxwriter brings no package file for CMake. Defines XLSXWriter::XLSXWriter. Installed beside capgapConfig.cmake, because the static library needs it when it is linked.
find_path(XLSXWriter_INCLUDE_DIR xlsxwriter.h)
find_library(XLSXWriter_LIBRARY xlsxwriter)
mark_as_advanced(XLSXWriter_INCLUDE_DIR XLSXWriter_LIBRARY)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(XLSXWriter REQUIRED_VARS XLSXWriter_LIBRARY XLSXWriter_INCLUDE_DIR)
if(XLSXWriter_FOUND AND NOT TARGET XLSXWriter::XLSXWriter)
  add_library(XLSXWriter::XLSXWriter UNKNOWN IMPORTED)
  set_target_properties(XLSXWriter::XLSXWriter PROPERTIES
    IMPORTED_LOCATION ${XLSXWriter_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${XLSXWriter_INCLUDE_DIR})
endif()
