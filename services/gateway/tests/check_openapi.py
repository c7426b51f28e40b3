"""Reads an OpenAPI document as others do: openapi-spec-validator, and jsonschema for its examples."""
import json
import sys

import jsonschema
import openapi_spec_validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

document = json.load(open(sys.argv[1], encoding="utf-8"))
openapi_spec_validator.validate(document)

registry = Registry().with_resource("urn:document", Resource.from_contents(document, DRAFT202012))
examples = 0


def check(place, content):
    global examples
    for media in content.values():
        ref = media["schema"].get("$ref")
        schema = {"$ref": "urn:document" + ref} if ref else media["schema"]
        validator = jsonschema.Draft202012Validator(schema, registry=registry)
        for error in validator.iter_errors(media["example"]):
            sys.exit(f"{place}: the example is not what the schema says: {error.message}")
        examples += 1


for path, operations in document["paths"].items():
    for method, operation in operations.items():
        check(f"{method} {path}", operation.get("requestBody", {}).get("content", {}))
        for status, answer in operation["responses"].items():
            check(f"{method} {path} {status}", answer.get("content", {}))
        for parameter in operation["parameters"]:
            if "example" in parameter:
                jsonschema.validate(parameter["example"], parameter["schema"])
print(document["openapi"], "examples" if examples else "no examples")
