# cmake -DSERVICE=<name> -DOUTPUT=<cpp> -DFILES=<a|b> -P EmbedRules.cmake
# Writes a source file that holds the text of every rule table of a service.

string(REPLACE "|" ";" files "${FILES}")
set(rows "")
foreach(file IN LISTS files)
  get_filename_component(base ${file} NAME)
  file(READ ${file} text)
  string(APPEND rows "  if (file_name == \"${base}\") {\n"
                     "    return R\"parcours_rule(${text})parcours_rule\";\n  }\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"${SERVICE}/rules.h\"\n\nnamespace parcours::${SERVICE} {\n\n"
     "std::string_view RuleText([[maybe_unused]] std::string_view file_name) {\n"
     "${rows}  return {};\n}\n\n}  // namespace parcours::${SERVICE}\n")
