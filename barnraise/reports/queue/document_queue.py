"""What was asked for, what is being made and what lies ready, for some minutes, in this server.

Whoever asks for the same document shares one making. Finished ones lie in files without a name:
they end with this process however it ends, and nobody comes by them but through here. Where
several servers share a database, one makes a document and all find it (`shared_shelf`).
"""

import errno
import logging
import pickle
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import BoundedSemaphore, Condition, Lock, Thread, Timer, current_thread
from time import monotonic
from typing import IO, Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from barnraise.ledger.erase import done
from barnraise.refusals import TooMany
from barnraise.reports.queue.fair_queue import FairQueue
from barnraise.reports.queue.job import UNTOLD, Job, JobRequest
from barnraise.reports.queue.shared_shelf import KEPT, SharedShelf
from barnraise.reports.queue.worker import Answer, DocumentOutcome, Worker

CONCURRENCY: Final = 2  # one long document never keeps a short one waiting
MAX_BYTES: Final = 200_000_000  # on the shelf; the oldest go first
MAX_OF_A_TABLE: Final = 12  # that may wait
MAX_DOCUMENTS: Final = 60
WARM: Final = 60  # seconds an idle process is kept
MAX_READING: Final = 4  # requests that may wait while contents are read, of which one is

THREAD_NAME: Final = "documents"

log = logging.getLogger(__name__)


class DocumentQueue:
    """All documents of this process: waiting, being made, ready."""

    def __init__(self, worker: Callable[[], Worker] = Worker) -> None:
        self.worker = worker
        self.known: dict[JobRequest, Job] = {}
        self.turns: FairQueue[Job] = FairQueue()
        self.workers: set[Worker] = set()
        self.change = Condition()
        self.threads = 0
        self.idle = 0
        self.building = Lock()
        self.readers = BoundedSemaphore(MAX_READING)
        self.sweeper: Timer | None = None
        self.shared: SharedShelf | None = None  # with other servers, where there may be some

    def find(self, request: JobRequest) -> Job | None:
        """This document where it is known: on its way, ready, or refused; here before elsewhere."""
        self._sweep()
        with self.change:
            job = self.known.get(request)
        if job and not job.has_failed:
            return job
        return self._elsewhere(request) or job

    def ask(self, request: JobRequest, build: Callable[[], object]) -> Job:
        """This document, made anew unless it is on its way or ready; `build` gives its contents."""
        job = self.find(request)
        if job and not job.has_failed:
            return job
        with self.change:
            job = self.known.get(request)
            if job and not job.has_failed:  # whoever asked at the same moment
                return job
            self._refuse_too_many(request)
            job = self.known[request] = Job(request)
        try:
            if elsewhere := self._claimed_elsewhere(job):
                return elsewhere
            job.pickled = self._contents(request, build)
        except BaseException:
            self._finish(job, UNTOLD)
            raise
        self._enqueue(job)
        return job

    def _elsewhere(self, request: JobRequest) -> Job | None:
        """This document where another server makes or made it; one that is made is copied here."""
        found = self.shared.find(request) if self.shared else None
        if found is None:
            return None
        job = Job(request, is_elsewhere=found.answer is None)
        if found.answer:
            with self.change:
                self._put(job, found.answer)
                job.until -= found.age
                self.known[request] = job
                self._sweep_later()
        return job

    def _claimed_elsewhere(self, job: Job) -> Job | None:
        """Nothing when this server is to make it, else what another one makes or made."""
        if self.shared is None or self.shared.claim(job.request):
            return None
        with self.change:
            self.known.pop(job.request, None)
        job.is_elsewhere = True
        return self._elsewhere(job.request) or job

    def tell_others(self) -> None:
        """Say to the other servers what is still being made here."""
        if self.shared:
            with self.change:
                making = [each.request for each in self.known.values() if not each.done.is_set()]
            self.shared.touch(making)

    def forget_all(self, **_signal: object) -> None:
        """Let everything go: it holds what was removed for good.

        That includes what waits, what is being made, and the processes that made others before.
        """
        with self.change:
            for each in self.known.values():
                each.is_dropped = True
                each.forget()
            self.known.clear()
            for waiting in self.turns.clear():
                self._put(waiting, UNTOLD)
            for worker in list(self.workers):  # one that ends by itself leaves meanwhile
                worker.stop()
        if self.shared:  # after what is dropped here is known, so that none of it comes later
            with _told_to_the_log():
                self.shared.empty()

    def ahead(self, job: Job) -> int:
        """How many documents are made before this one."""
        with self.change:
            return self.turns.ahead(job)

    def _contents(self, request: JobRequest, build: Callable[[], object]) -> bytes:
        """What it is made of, read in the asking thread, since that has the database.

        One at a time; a few wait for it, and others are told at once, or they would hold all the
        threads that everyone else needs.
        """
        if not self.readers.acquire(blocking=False):
            raise _too_many()
        try:
            with self.building:
                return pickle.dumps((request.format_name, build()))
        finally:
            self.readers.release()

    def _refuse_too_many(self, request: JobRequest) -> None:
        """Counted from the asking on: while contents are read, while it waits and is made."""
        on_their_way = [each for each in self.known.values() if not each.done.is_set()]
        of_table = sum(each.request.table == request.table for each in on_their_way)
        if of_table >= MAX_OF_A_TABLE or len(on_their_way) >= MAX_DOCUMENTS:
            raise _too_many()

    def _enqueue(self, job: Job) -> None:
        with self.change:
            if job.is_dropped:  # while its contents were read
                self._put(job, UNTOLD)
                return
            self.turns.add(job.request.table, job)
            if len(self.turns) > self.idle and self.threads < CONCURRENCY:
                self.threads += 1
                Thread(target=self._work, name=THREAD_NAME, daemon=True).start()
            self.change.notify()

    def _work(self) -> None:
        """Make one document after the other with one process; end when nothing comes."""
        worker: Worker | None = None
        try:
            while (turn := self._next(worker)) is not None:
                worker, job = turn
                answer = UNTOLD
                try:
                    answer = worker.make(job.pickled)
                finally:
                    self._finish(job, answer)
        finally:
            self._dismiss(worker)

    def _next(self, worker: Worker | None) -> tuple[Worker, Job] | None:
        """The next document, and who makes it: whoever made the one before, unless stopped.

        Both at one moment: whatever is let go after it is not made.
        """
        with self.change:
            self.idle += 1
            self.change.wait_for(lambda: len(self.turns), timeout=WARM)
            self.idle -= 1
            job = self.turns.take()
            if job is None:
                self.threads -= 1
                return None
            if worker is None or worker.is_stopped:
                self._dismiss(worker)
                worker = self.worker()
                self.workers.add(worker)
            return worker, job

    def _dismiss(self, worker: Worker | None) -> None:
        if worker is not None:
            self.workers.discard(worker)
            worker.close()

    def _finish(self, job: Job, answer: Answer) -> None:
        self._share(job, answer)
        with self.change:
            self._put(job, UNTOLD if job.is_dropped else answer)
            self._sweep_later()

    def _share(self, job: Job, answer: Answer) -> None:
        """Let others find it; what fails here is a document that they make themselves."""
        if self.shared is None:
            return
        with _told_to_the_log():
            if not job.is_dropped and answer is not UNTOLD:
                self.shared.keep(job.request, answer)
            if job.is_dropped or answer is UNTOLD:
                self.shared.release(job.request)
        if current_thread().name == THREAD_NAME:  # else the end of the request sees to it
            connection.close()

    def _sweep_later(self) -> None:
        """Have one timer, and no more, as long as something lies here."""
        if self.sweeper is None:
            self.sweeper = Timer(KEPT + 1, self._sweep_again)
            self.sweeper.daemon = True
            self.sweeper.start()

    def _sweep_again(self) -> None:
        self._sweep()
        with self.change:
            self.sweeper = None
            if self.known:
                self._sweep_later()

    def _put(self, job: Job, answer: Answer) -> None:
        job.pickled, job.size = b"", len(answer.data)
        try:
            job.file = _file_with(answer.data) if answer.outcome is DocumentOutcome.MADE else None
            job.answer = Answer(
                answer.outcome, b"", answer.counts, answer.problems, answer.sentence
            )
        except OSError as error:
            full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
            job.answer = Answer(DocumentOutcome.NO_ROOM if full else DocumentOutcome.BROKEN)
        job.until = monotonic() + KEPT
        job.done.set()

    def _sweep(self) -> None:
        """Let go what lay long enough, and the oldest when there is too much."""
        with self.change:
            ready = [each for each in self.known.values() if each.done.is_set()]
            spare = MAX_BYTES
            for each in sorted(ready, key=lambda job: -job.until):
                spare -= each.size
                if each.until < monotonic() or spare < 0:
                    del self.known[each.request]
                    each.forget()


@contextmanager
def _told_to_the_log() -> Iterator[None]:
    """A database that is away is no reason to lose a document that is there."""
    try:
        yield
    except DatabaseError as error:
        log.warning("documents cannot be shared with other servers just now: %s", error)


def _too_many() -> TooMany:
    sentence = _("Many documents are being made just now. Please try again in a minute.")
    return TooMany(sentence, retry_after=60)


def _file_with(data: bytes) -> IO[bytes]:
    """The bytes in a file of the data folder that has no name there."""
    file = tempfile.TemporaryFile(dir=settings.DATA)  # noqa: SIM115 - closed when it is forgotten
    try:
        file.write(data)
        file.flush()
    except OSError:
        with suppress(OSError):  # closing writes the rest once more
            file.close()
        raise
    return file


QUEUE = DocumentQueue()
done.connect(QUEUE.forget_all)
