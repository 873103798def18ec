"""What a device sends when it has a connection again, and what became of it."""

import json
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

GOAL, TEXT = "answer/goal", "text/text-1"

OURS = {"Origin": "http://testserver", "X-Barnraise": "sync"}


def entry(field: str = GOAL, sees: str = "", **value: object) -> str:
    """One entry as a browser writes it."""
    return json.dumps(
        {
            "id": str(uuid4()),
            "field": field,
            "sees": sees.split(),
            "value": value or {"choice": "yes"},
        }
    )


def send(
    client: Client, slug: str, *entries: object, headers: dict[str, str] = OURS, **more: object
) -> HttpResponse:
    """Send entries as the page does."""
    body = json.dumps({"page": "1", "since": 0, "entries": list(entries), **more})
    return raw(client, slug, body, headers)


def raw(client: Client, slug: str, body: str | bytes, headers: dict[str, str] = OURS) -> Any:
    path = f"/w/{slug}/sync/"
    return client.post(path, body, content_type="application/json", headers=headers)


def outcomes(answer: Any) -> list[str]:
    return [each["outcome"] for each in answer.json()["receipts"]]
