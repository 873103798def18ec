"""Seats devices at workbooks of a running server's database; prints their slugs and secrets.

Run as a process of its own (`python -m bench.seed WORKBOOKS DEVICES`) in the server's
surroundings. The doors of the site would count these visitors against one address's limits.
"""

import json
import os
import subprocess
import sys
from typing import Any


def seats(surroundings: dict[str, str], workbooks: int, devices: int) -> list[dict[str, str]]:
    """`devices` writers spread over new workbooks, each a `slug` and the cookie's `secret`."""
    asked = [sys.executable, "-m", "bench.seed", str(workbooks), str(devices)]
    said = subprocess.run(
        asked, env={**os.environ, **surroundings}, stdout=subprocess.PIPE, check=True
    )
    found: list[dict[str, str]] = json.loads(said.stdout)
    return found


def _seated(workbooks: int, devices: int) -> list[dict[str, str]]:
    import django

    django.setup()
    from django.conf import settings
    from django.db import transaction
    from django.http import HttpResponse
    from django.test import RequestFactory

    from barnraise.instruments.models import Offer
    from barnraise.partnerships.devices import seat
    from barnraise.partnerships.models import Role
    from barnraise.workbook.rounds.start import start

    def seated(partnership: Any) -> dict[str, str]:
        response = HttpResponse()
        seat(RequestFactory().post("/"), response, partnership, Role.WRITER)
        cookie = response.cookies[settings.DEVICE_COOKIE_NAME]
        return {"slug": partnership.slug, "name": cookie.key, "secret": cookie.value}

    with transaction.atomic():
        edition = Offer.objects.select_related("edition")[0].edition
        tables = [start(f"Bench {n}", edition).workbook.partnership for n in range(workbooks)]
        return [seated(tables[number % workbooks]) for number in range(devices)]


if __name__ == "__main__":
    print(json.dumps(_seated(int(sys.argv[1]), int(sys.argv[2]))))
