"""The one thread that writes: it commits what many ask for in one transaction."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, PoolProxiedConnection
from sqlalchemy.exc import SQLAlchemyError

from recorder.clock import monotonic_s
from recorder.config import LIMITS
from recorder.errors import UnavailableError
from recorder.storage.faults import storage_fault

T = TypeVar("T")
Work = Callable[[Connection], T]
"""SQL inside the writer's transaction."""

PlainWork = Callable[[PoolProxiedConnection], T]
"""SQL on the driver's connection, outside any transaction."""


@dataclass(frozen=True, slots=True)
class _Job:
    answer: "Future[Any]"
    work: Work[Any] | None = None
    plain: PlainWork[Any] | None = None


class Writer:
    """Runs what is asked for, one after the other, and answers after COMMIT.

    What waits while a transaction is being committed goes into the next one together, so a
    lone write waits for nobody and many writes share one wait for the disk. What one of
    them does wrong is undone for it alone. The thread starts at the first write, so that a
    server may fork before.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.forget_thread()

    def forget_thread(self) -> None:
        """Begin anew, as after a fork, where the thread of the parent does not exist."""
        self._jobs: queue.Queue[_Job | None] = queue.Queue(LIMITS.queued_writes)
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._connection: Connection | None = None
        self._is_closed = False

    def write(self, work: Work[T]) -> T:
        """Run one piece of work and return its result once it is on disk.

        Args:
            work: Gets the connection, inside a transaction that began with a write lock;
                must do nothing but SQL.

        Raises:
            UnavailableError: Too many wait, or the disk does not take it.
        """
        answer: Future[T] = Future()
        self._put(_Job(answer, work=work))
        return _wait(answer)

    def run_plain(self, work: PlainWork[T]) -> T:
        """Run what no transaction may hold, such as a checkpoint, between two groups.

        Raises:
            UnavailableError: Too many wait, or the disk does not take it.
        """
        answer: Future[T] = Future()
        self._put(_Job(answer, plain=work))
        return _wait(answer)

    def close(self) -> None:
        """Write what still waits, then end the thread; later writes are refused."""
        with self._starting:
            self._is_closed = True
            thread, self._thread = self._thread, None
        if thread:
            self._jobs.put(None)
            thread.join()
        self._engine.dispose()

    def _put(self, job: _Job) -> None:
        self._start()
        try:
            self._jobs.put_nowait(job)
        except queue.Full:
            raise UnavailableError("too many writes are waiting") from None

    def _start(self) -> None:
        if self._thread and self._thread.is_alive():
            return
        with self._starting:
            if self._is_closed:
                raise UnavailableError("the recorder is shutting down")
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        with ExitStack() as stack:
            self._run_jobs(stack)

    def _run_jobs(self, stack: ExitStack) -> None:
        while (job := self._jobs.get()) is not None:
            while job is not None:
                following = (
                    self._run_group(job, stack) if job.plain is None else self._run_plain(job)
                )
                if following is _END:
                    return
                job = following

    def _run_plain(self, job: _Job) -> "_Job | None":
        if job.plain is None or not job.answer.set_running_or_notify_cancel():
            return None
        try:
            connection = self._engine.raw_connection()
            try:
                job.answer.set_result(job.plain(connection))
            finally:
                connection.close()
        except Exception as error:  # noqa: BLE001 (whoever waits gets it)
            job.answer.set_exception(storage_fault(error) or error)
        return None

    def _run_group(self, first: _Job, stack: ExitStack) -> "_Job | None":
        """Commit a group; return what was taken from the queue and comes after it."""
        group = _Group()
        try:
            # Kept from group to group: fetching it anew costs as much as a batch does.
            if self._connection is None:
                self._connection = stack.enter_context(self._engine.connect())
            with self._connection.begin():
                group.run(self._connection, first, self._jobs)
        except Exception as error:  # noqa: BLE001 (whoever waits gets it)
            group.fail(storage_fault(error) or error, first)
            self._connection = None
            with suppress(SQLAlchemyError):
                stack.close()
        else:
            group.answer()
        return group.following


class _Group:
    """The writes of one transaction and what came of each.

    Attributes:
        following: Taken from the queue and not of the group: a job that runs without a
            transaction, or the end of all; None when there is none.
    """

    def __init__(self) -> None:
        self.following: _Job | None = None
        self._results: list[tuple[_Job, Any, Exception | None]] = []

    def run(self, connection: Connection, first: _Job, jobs: "queue.Queue[_Job | None]") -> None:
        """Run the first and what waits behind it, for a bounded time."""
        until_s = monotonic_s() + LIMITS.group_ms / 1_000
        self._run_one(connection, first)
        while monotonic_s() < until_s:
            try:
                job = jobs.get_nowait()
            except queue.Empty:
                return
            if job is None or job.plain is not None:
                self.following = job or _END
                return
            self._run_one(connection, job)

    def answer(self) -> None:
        """Answer everybody: what they asked for is on disk."""
        for job, result, error in self._results:
            if error is None:
                job.answer.set_result(result)
            else:
                job.answer.set_exception(error)

    def fail(self, error: Exception, first: _Job) -> None:
        """Answer everybody that nothing was written."""
        is_waiting = not self._results and not first.answer.cancelled()
        if is_waiting and first.answer.set_running_or_notify_cancel():
            first.answer.set_exception(error)
        for job, _, own in self._results:
            job.answer.set_exception(own or error)

    def _run_one(self, connection: Connection, job: _Job) -> None:
        if job.work is None or not job.answer.set_running_or_notify_cancel():
            return
        driver = connection.connection.cursor()
        driver.execute("savepoint one")
        try:
            result = job.work(connection)
        except Exception as error:  # noqa: BLE001 (whoever waits gets it)
            self._results.append((job, None, storage_fault(error) or error))
            # Where the disk is full SQLite has undone the whole transaction already: this
            # fails then, and with it the group.
            driver.execute("rollback to savepoint one")
        else:
            self._results.append((job, result, None))
        driver.execute("release savepoint one")
        driver.close()


def _wait(answer: "Future[T]") -> T:
    try:
        return answer.result(LIMITS.write_wait_s)
    except TimeoutError:
        # What has not begun never will: the client is told the truth in both cases.
        if answer.cancel():
            raise UnavailableError("the disk takes too long") from None
        return answer.result()


_END = _Job(Future())
"""Follows a group when the writer was told to end."""
