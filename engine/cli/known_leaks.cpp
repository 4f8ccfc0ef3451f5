// For builds with the leak sanitizer only: what libraries lose, and we cannot help.
#if defined(__SANITIZE_ADDRESS__)

extern "C" const char* __lsan_default_options();
extern "C" const char* __lsan_default_suppressions();

extern "C" const char* __lsan_default_options() {  // NOLINT(bugprone-reserved-identifier): as below
    return "print_suppressions=0";
}

extern "C" const char* __lsan_default_suppressions() {  // NOLINT(bugprone-reserved-identifier): the sanitizer looks for this name
    // libxlsxwriter 1.1 copies the formula of a drop-down list twice (worksheet_data_validation_range), and frees it once.
    return "leak:lxw_strdup\n";
}

#endif
