"""Placeholder until the strict parser lands."""
from barnraise.instruments.document import Instrument
def parse(text: str, name: str = "document") -> Instrument:
    raise NotImplementedError
