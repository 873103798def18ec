"""What the processes of these tests run: `main` does to itself what its argument says."""

import os
from threading import Event

from barnraise.sandbox import child
from barnraise.sandbox.child import Answer, respond


def main(what: str = "", *args: str) -> int:
    if what == "no answer":
        return 0
    if what == "stop without a word":
        os.kill(os.getpid(), 9)
    if what == "few seconds":
        child.MAX_SECONDS = 2
    return respond(lambda data: _answer(data, what, *args))


def _answer(data: bytes, what: str, *args: str) -> Answer:
    match what:
        case "take memory":
            bytearray(900_000_000)
        case "few seconds":
            while True:
                pass
        case "wait":
            Event().wait()
        case "nest":
            _answer(data, what)
        case "raise":
            raise ValueError(f"the document said: {data.decode()}")
        case "environment":
            return dict(os.environ)
    return {"size": str(len(data)), "args": " ".join(args)}
