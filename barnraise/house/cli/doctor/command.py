"""`barnraise doctor`: say what is wrong with a data folder and what to do about it."""

import json
from argparse import Namespace

from django.conf import settings

from barnraise.house.doctor import examine
from barnraise.house.doctor.findings import Level
from barnraise.house.startup import one_connection


def run(args: Namespace) -> int:
    """Print every finding; 1 when one of them is an error."""
    with one_connection():
        found = list(examine.findings(settings.ENV))
    ok = all(finding.level != Level.ERROR for finding in found)
    if args.json:
        print(json.dumps({"ok": ok, "findings": [finding.plain() for finding in found]}))
        return 0 if ok else 1
    for finding in found:
        print(finding)
    print("All is well." if ok and not found else "Nothing is broken." if ok else "See above.")
    return 0 if ok else 1
