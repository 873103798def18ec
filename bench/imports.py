"""What it costs to read a checklist of 1 MB, aside in its own process as a page does it."""

import resource
import time
from typing import Any

from barnraise.instruments.importers.isolated import import_document


def a_checklist(size: int) -> bytes:
    """A web page of about `size` bytes as word processors write them: 25 items a stage."""
    parts, number, length = ["<html><body><h1>A long checklist</h1>"], 0, 0
    words = "and what follows from it in this place and in the next one, " * 14
    while length < size:
        if number % 25 == 0:
            parts.append(f"<h2>Stage {number // 20 + 1}: Part of the work</h2><p>Here.</p><ul>")
        style = f'class="c{number} lst-kix" style="margin:0;padding:0;font-size:11pt;color:#000000"'
        text = f"TOPIC {number}: Have we thought about place {number}, {words.rstrip(', ')}?"
        parts.append(f"<li {style}><span {style}>{text}</span></li>")
        length += len(parts[-1])
        number += 1
        parts += ["</ul>"] if number % 25 == 0 else []
    return "\n".join([*parts, "</body></html>"]).encode()


def measure(size: int = 1_000_000) -> dict[str, Any]:
    """Seconds, the child's peak memory in MB, and how many questions were found."""
    data = a_checklist(size)
    began = time.perf_counter()
    imported = import_document(data, "bench.html", "en")
    spent = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {
        "bytes": len(data),
        "seconds": spent,
        "peak_mb": peak,
        "questions": len(imported.instrument.questions),
        "left_over": len(imported.instrument.leftover),
    }
