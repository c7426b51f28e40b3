# The language, the faster tools where the machine has them, and the sanitizers.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

# Everywhere, since a precompiled header is only shared between equal sets of options.
add_compile_options(-pthread)
add_link_options(-pthread)

set(PARCOURS_SANITIZE "" CACHE STRING "Sanitizers to compile and link with: address,undefined or thread")

# GCC writes precompiled headers that ccache can only reuse with -fpch-preprocess and this sloppiness.
# Paths are hashed from the project's root on, so that one checkout's objects serve the next.
find_program(PARCOURS_CCACHE ccache)
if(PARCOURS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      /usr/bin/env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${PARCOURS_CCACHE})
  add_compile_options(-fpch-preprocess)
endif()

find_program(PARCOURS_MOLD mold)
if(PARCOURS_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

if(PARCOURS_SANITIZE)
  add_compile_options(-fsanitize=${PARCOURS_SANITIZE} -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  # SOCI exports its SQLite backend without the type information that this check links against.
  if(PARCOURS_SANITIZE MATCHES undefined)
    add_compile_options(-fno-sanitize=vptr)
  endif()
  # The distribution's libprotobuf was built without: its headers must not add their members here,
  # while the standard library's must go on knowing.
  if(PARCOURS_SANITIZE MATCHES thread)
    add_compile_options(-U__SANITIZE_THREAD__ -D_GLIBCXX_TSAN=1)
  endif()
  add_link_options(-fsanitize=${PARCOURS_SANITIZE})
endif()

# Code that protoc wrote: no warnings, and no sanitizer but the one that must see every thread.
set(PARCOURS_GENERATED_OPTIONS -w)
if(PARCOURS_SANITIZE MATCHES "address")
  list(APPEND PARCOURS_GENERATED_OPTIONS -fno-sanitize=all)
endif()
