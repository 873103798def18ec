"""What may be done by whoever was given a link: others write and read on, and their room stays."""

import random
import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from tests.deadline import DEADLINE
from tests.faults.device import Device, Place
from tests.faults.figures import Tries, is_long
from tests.faults.install import a_server
from tests.faults.server import Server, engine

OURS = {"DJANGO_SETTINGS_MODULE": "barnraise.house.settings"}  # with the limits as they are
MEGABYTE = 1_000_000
SEAT = re.compile(r"/devices/(\d+)/")
REMOVED = re.compile(r"([\d,]+) entr(?:y|ies) w(?:as|ere) removed")
QUESTIONS = ("vision", "partners", "roles", "data", "money")
THREADS = 16
PHONES = 500 if is_long() else 100


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with a_server(folder / "link-holders", **OURS) as server:
        yield server


@pytest.fixture(scope="module")
def unhurried(folder: Path) -> Iterator[Server]:
    """Without a pace, so that what bounds a workbook's room is reached at once."""
    with a_server(folder / "unhurried") as server:
        yield server


def device(server: Server, place: Place | None = None) -> Device:
    found = Device(server.port, random.Random(uuid4().int), patience=DEADLINE)
    if place:
        found.open(place)
    return found


def question_of(device: Device) -> str:
    """A question of the first stage, as its page names it."""
    device.look()
    return re.findall(r'name="answer/([^."~]+)\.choice"', device.html)[0]


def notes(device: Device, question: str, many: int, text: str) -> int:
    """Send so many notes in one request; how many were kept."""
    device.hang_up()  # the server may have closed a line that was idle
    said = [device.say(f"note/{question}/{uuid4().hex}", text=text) for _note in range(many)]
    return sum(receipt.is_good for receipt in device.send(said))


def test_a_hall_of_phones_behind_one_address_is_seated_and_answers_within_a_minute(
    server: Server,
) -> None:
    tries = Tries("strangers: an honest hall", engine=engine(), short=1, long=3)
    for _number, _chance in tries:
        server.forget_limits()
        place = device(server).start()
        began = time.monotonic()

        def phone(_number: int, place: Place = place) -> int:
            one = device(server, place)
            question = question_of(one)
            one.say(f"answer/{question}", choice="yes")
            one.send()
            return notes(one, question, 1, "We bring bread.")

        with ThreadPoolExecutor(THREADS) as pool:
            kept = sum(pool.map(phone, range(PHONES)))
        took = time.monotonic() - began
        tries.count(phones=PHONES, refused=PHONES - kept)
        tries.largest(seconds_a_hall=round(took))
        assert kept == PHONES


def test_whoever_may_write_fills_no_workbook_against_its_keeper(unhurried: Server) -> None:
    tries = Tries("strangers: a workbook filled up", engine=engine(), short=1, long=5)
    for _number, _chance in tries:
        unhurried.forget_limits()
        keeper = device(unhurried)
        place = keeper.start()
        question = question_of(keeper)
        strangers = [device(unhurried, place) for _seat in range(4)]
        filled, refused = fill(strangers, question)
        assert refused
        assert notes(keeper, question, 1, "We bring bread.") == 1
        largest = pages(keeper, question)
        tries.count(entries=filled, seats=len(strangers))
        tries.largest(kB_a_page=largest // 1_000, MB_of_memory=unhurried.memory // MEGABYTE)
        assert unhurried.memory < 300 * MEGABYTE
        assert largest < MEGABYTE
        gone = take_back(keeper)
        assert gone == filled
        late = device(unhurried, place)
        assert notes(late, question, 200, "We bring butter.") == 200


def fill(strangers: list[Device], question: str) -> tuple[int, int]:
    """Write until nothing more is kept; how much was, and how much was not."""
    filled = refused = 0
    for stranger in strangers:
        stranger.page = ""  # without asking what is new
        while not refused or stranger is not strangers[0]:
            kept = notes(stranger, question, 200, "Buy cheap watches. " * 20)
            filled, refused = filled + kept, refused + 200 - kept
            if kept < 200:
                break
    return filled, refused


def pages(reader: Device, question: str) -> int:
    """Load what shows much of a workbook; the bytes of the largest page but the whole ones."""
    paths = ("", "stages/1/", f"items/note/{question}/", "devices/", "changes/?since=0&page=1")
    sizes = []
    for path in (*paths, "sheet/", "file/", "moments/", "comparison/"):
        answer = reader.ask("GET", f"/w/{reader.slug}/{path}")
        assert answer.status == 200, (path, answer.status)
        sizes.append(len(answer.body) if path in paths else 0)
    return max(sizes)


def take_back(keeper: Device) -> int:
    """Remove all that the device wrote that wrote the most, and those that came with it.

    How many went; what is too much for one time is asked for once more, as the page says.
    """
    gone, told = 0, keeper.ask("GET", f"/w/{keeper.slug}/devices/").body.decode()
    path = f"/w/{keeper.slug}/devices/{SEAT.findall(told)[0]}/"
    while not gone or "left. Please ask once more" in told:
        form = {"csrfmiddlewaretoken": keeper._token(path), "sure": "on", "along": "on"}
        assert keeper.ask("POST", path, form=form).status == 302
        told = keeper.ask("GET", f"/w/{keeper.slug}/devices/").body.decode()
        gone += int(REMOVED.findall(told)[0].replace(",", ""))
    return gone


def test_reading_without_a_pause_leaves_others_their_saves(server: Server) -> None:
    tries = Tries("strangers: reading that costs", engine=engine(), short=1, long=5)
    for _number, _chance in tries:
        server.forget_limits()
        neighbor = device(server)
        neighbor.start()
        quiet = saves(neighbor, 25)  # twice as many are fewer than its pace allows at once
        reader = device(server)
        reader.start()
        question = question_of(reader)
        for _request in range(2):  # no more than its pace allows at once
            notes(reader, question, 100, "We bring bread. " * 10)
        with loops(reader, 32) as answers:
            busy = saves(neighbor, 25)
        tries.count(answered=answers.count(200), told_to_wait=len(answers) - answers.count(200))
        tries.largest(ms_a_quiet_save=round(1_000 * quiet), ms_a_save_beside=round(1_000 * busy))
        assert set(answers) <= {200, 429, 503}
        assert 429 in answers


def saves(device: Device, many: int) -> float:
    """The time in which 95 of 100 saves are answered."""
    question, took = question_of(device), []
    for turn in range(many):
        device.say(f"answer/{question}", choice="yes" if turn % 2 else "no")
        began = time.monotonic()
        device.send()
        took.append(time.monotonic() - began)
    return sorted(took)[int(0.95 * many)]


@contextmanager
def loops(reader: Device, many: int) -> Iterator[list[int]]:
    """One device that compares and looks back in so many loops at once, until the block ends."""
    over, answers = threading.Event(), list[int]()

    def loop() -> None:
        one = Device(reader.port, cookies=dict(reader.cookies), patience=DEADLINE)
        while not over.is_set():
            answers.append(one.ask("GET", f"/w/{reader.slug}/comparison/").status)

    threads = [threading.Thread(target=loop) for _loop in range(many)]
    for each in threads:
        each.start()
    try:
        yield answers
    finally:
        over.set()
        for each in threads:
            each.join(DEADLINE)
