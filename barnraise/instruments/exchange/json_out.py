"""From an Instrument to JSON of the same shape as its YAML document; `parse` reads both. Pure."""

import json

from barnraise.instruments.document import Instrument
from barnraise.instruments.question_set_schema import QUESTION_SET


def as_json(instrument: Instrument) -> str:
    """The whole set, the scale included. JSON is YAML too as long as nothing in it is escaped."""
    return json.dumps(QUESTION_SET.write(instrument), ensure_ascii=False, indent=2) + "\n"
