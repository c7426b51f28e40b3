# Included by the folders that hold our own code. Generated and third-party headers are SYSTEM.
# GCC 12 reports -Wrestrict inside std::string where there is nothing wrong (GCC bug 105651).

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -Wno-restrict
                    -Wno-missing-field-initializers -Wno-error=invalid-pch)
if(PARCOURS_SANITIZE)
  # The sanitizers' instrumentation defeats these flow analyses.
  add_compile_options(-Wno-maybe-uninitialized -Wno-array-bounds)
endif()
