"""Verifies the signed badge of a file with apsig, which shares no line with the platform's own code."""

import importlib.util
import json
import sys

# Its package imports what other protocols need and we do not install: the verifier alone is taken.
spec = importlib.util.find_spec("apsig")
sys.modules["apsig"] = importlib.util.module_from_spec(spec)
from apsig.proof.verify import ProofVerifier  # noqa: E402

with open(sys.argv[1], encoding="utf-8") as file:
    badge = json.load(file)
key = badge["issuer"]["id"].removeprefix("did:key:")
method = ProofVerifier(key).verify(badge, raise_on_fail=True)
if method != f"did:key:{key}#{key}":
    sys.exit(f"verified by another key: {method}")
