"""From an Instrument to its canonical document: what `parse` reads back as the same. Pure."""

from dataclasses import replace
from typing import Any

import yaml

from barnraise.instruments.default_scale import standard_scale
from barnraise.instruments.document import Instrument
from barnraise.instruments.question_set_schema import QUESTION_SET


class _Dumper(yaml.SafeDumper):
    """Keeps texts of several lines readable, and never writes an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002 - PyYAML's signature
        super().increase_indent(flow, indentless=False)

    def text(self, text: str) -> yaml.ScalarNode:
        style = "|" if "\n" in text else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_multi_representer(str, _Dumper.text)  # a text that knows its language is one too
_Dumper.add_representer(str, _Dumper.text)


def dump(instrument: Instrument) -> str:
    """The document, without the scale when it is the standard one and without empty texts."""
    if instrument.scale == standard_scale(instrument.languages):
        instrument = replace(instrument, scale=())
    data = QUESTION_SET.write(instrument)
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9)
