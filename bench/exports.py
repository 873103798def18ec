"""What documents cost: time, size and memory by format, and what ten at once do to who saves."""

import os
import pickle
import re
import statistics
import tempfile
import threading
import time
from typing import Any

from bench import seed, server
from bench.device import Device
from bench.visitor import Visitor

CONCURRENCY = 10
READY = re.compile(rb'<a class="button" href="([^"]+)" data-take')


def measure(seconds: float) -> dict[str, Any]:
    """Saves beside documents at a server of its own; then each format by itself."""
    with server.running() as (port, _pid, folder):
        [seat] = seed.seats(server.surroundings(folder), 1, 1)
        beside = beside_saves(port, Device(port, **seat), seconds)
    return {"beside_saves": beside, "formats": formats()}  # last: this process becomes Django's


def formats(rounds: int = 5) -> list[dict[str, Any]]:
    """The example in every format, each by a process of its own, as a page has it made."""
    with tempfile.TemporaryDirectory(prefix="barnraise-bench-") as folder:
        os.environ["BARNRAISE_DATA"] = folder
        reading, jobs = _example(rounds)
        return [_cost(name, job, reading, rounds) for name, job in jobs.items()]


def _example(rounds: int) -> tuple[float, dict[str, bytes]]:
    """Median milliseconds of reading the example's report, and a job for each format."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "barnraise.house.settings"
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from barnraise.instruments.publish import load_built_in
    from barnraise.reports.build.paper_form import PaperOptions, paper_form_of
    from barnraise.reports.build.report import report_of
    from barnraise.reports.file_kinds import BLANK
    from barnraise.reports.formats import FORMATS
    from barnraise.workbook.example.create import raise_example

    call_command("migrate", verbosity=0)
    load_built_in()
    book = raise_example("en").workbook
    book.refresh_from_db()
    times = []
    for _round in range(rounds):
        began = time.perf_counter()
        report = report_of(book, "en", timezone.now())
        times.append((time.perf_counter() - began) * 1000)
    jobs = {name: pickle.dumps((name, report)) for name in FORMATS}
    form = paper_form_of(book.edition, "Juniper Bend", "en", PaperOptions())
    return statistics.median(times), {**jobs, BLANK: pickle.dumps((BLANK, form))}


def _cost(name: str, job: bytes, reading: float, rounds: int) -> dict[str, Any]:
    from barnraise.reports.queue.worker import Worker

    worker, times = Worker(), []
    try:
        for _round in range(rounds + 1):
            began = time.perf_counter()
            answer = worker.make(job)
            times.append((time.perf_counter() - began) * 1000)
    finally:
        worker.close()
    warm = statistics.median(times[1:])
    return {
        "format": name,
        "outcome": str(answer.outcome),
        "bytes": len(answer.data),
        "first_ms": times[0],  # with the start of its process
        "ms": warm,
        "of_reading": warm / reading,
        "peak_mb": answer.peak_kb / 1024,
    }


def beside_saves(port: int, writer: Device, seconds: float) -> dict[str, Any]:
    """How long a save takes alone, and while ten people have documents made at once."""
    from barnraise.reports.formats import FORMATS

    people = [Visitor(port) for _each in range(CONCURRENCY)]
    for each in people:
        each.start("/examples/")
    alone = _saves(writer, threading.Event(), seconds)
    names, taken = list(FORMATS), []
    over = threading.Event()
    threads = [
        threading.Thread(target=_take, args=(each, names[n % len(names)], taken))
        for n, each in enumerate(people)
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    waiting = threading.Thread(target=_all_over, args=(threads, over))
    waiting.start()
    beside = _saves(writer, over, 120)
    waiting.join()
    return {
        "exports": len(taken),
        "seconds": time.perf_counter() - began,
        "slowest_export_ms": max(taken, default=0),
        "saves_alone": len(alone),
        "saves_beside": len(beside),
        "p95_alone_ms": _p95(alone),
        "p95_beside_ms": _p95(beside),
        "times": _p95(beside) / _p95(alone),
    }


def _saves(writer: Device, over: threading.Event, seconds: float) -> list[float]:
    """Milliseconds of one save after the other, until it is over or the time is up."""
    times, stop = [], time.perf_counter() + seconds
    while not over.is_set() and time.perf_counter() < stop:
        began = time.perf_counter()
        if not writer.save(len(times)):
            raise SystemExit("A save was not kept.")
        times.append((time.perf_counter() - began) * 1000)
    return times


def _take(visitor: Visitor, form: str, taken: list[float]) -> None:
    """Ask for the document as a browser does, until it is there."""
    began = time.perf_counter()
    status, body, where = visitor.ask("GET", f"{visitor.place}reports/{form}/")
    for _look in range(600):
        if status == 200 and where == "":
            break
        page = visitor.plain(where)
        if found := READY.search(page):
            status, body, where = visitor.ask("GET", found[1].decode().replace("&amp;", "&"))
        else:
            time.sleep(0.2)
    if status == 200 and body:
        taken.append((time.perf_counter() - began) * 1000)


def _all_over(threads: list[threading.Thread], over: threading.Event) -> None:
    for thread in threads:
        thread.join()
    over.set()


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else float("nan")
