# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs: off the GUI thread, told on it, in order, and never lost."""

import logging
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from moodboard.domain.errors import CancelledError, KnownError
from moodboard.qt.jobs import Job, JobRunner, Report


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.stop_all()
    assert runner.running == 0


def wait_for_stop(started: threading.Event) -> Job:
    """Return a job that goes on until it is stopped."""

    def work(report: Report) -> None:
        step = 0
        while True:
            step += 1
            report(step, 0)
            started.set()

    return Job(work)


def test_result_is_told_on_the_gui_thread(qtbot: QtBot, runner: JobRunner) -> None:
    here, seen = threading.get_ident(), []
    job = Job(lambda report: threading.get_ident())
    job.succeeded.connect(lambda result: seen.append((result != here, threading.get_ident() == here)))
    with qtbot.waitSignal(job.finished):
        runner.start(job)
    assert seen == [(True, True)] and runner.running == 0


def test_news_come_in_order_and_end_once(qtbot: QtBot, runner: JobRunner) -> None:
    def work(report: Report) -> str:
        for step in range(1, 101):
            report(step, 100)
        return "done"

    news: list[object] = []
    job = Job(work)
    job.progressed.connect(lambda done, total: news.append((done, total)))
    job.succeeded.connect(news.append)
    job.finished.connect(lambda: news.append("finished"))
    with qtbot.waitSignal(job.finished):
        runner.start(job)
    steps = news[:-2]
    assert news[-2:] == ["done", "finished"]
    assert steps == sorted(steps) and steps[-1] == (100, 100)


def test_known_error_is_told_as_its_sentence(qtbot: QtBot, runner: JobRunner) -> None:
    def work(_report: Report) -> None:
        raise KnownError("The disk is full.")

    job = Job(work)
    with qtbot.waitSignal(job.finished), qtbot.waitSignal(job.failed) as told:
        runner.start(job)
    assert told.args == ["The disk is full."]


def test_bug_is_logged_with_its_traceback(
    qtbot: QtBot, runner: JobRunner, caplog: pytest.LogCaptureFixture
) -> None:
    job = Job(lambda report: 1 // 0)
    with caplog.at_level(logging.ERROR), qtbot.waitSignal(job.failed) as told:
        runner.start(job)
    assert told.args is not None and "log" in told.args[0]
    assert "ZeroDivisionError" in caplog.text


def test_cancelled_job_stops_at_its_next_report(qtbot: QtBot, runner: JobRunner) -> None:
    started = threading.Event()
    job = wait_for_stop(started)
    with qtbot.waitSignals([job.cancelled, job.finished]):
        runner.start(job)
        assert started.wait(10)
        job.cancel()


def test_job_cancelled_before_its_start_does_nothing(qtbot: QtBot, runner: JobRunner) -> None:
    done: list[int] = []
    job = Job(lambda report: done.append(1))
    job.cancel()
    with qtbot.waitSignal(job.cancelled):
        runner.start(job)
    assert not done


def test_jobs_that_write_go_one_after_another(qtbot: QtBot, runner: JobRunner) -> None:
    inside, together, order = [0], [0], []

    def work(number: int) -> None:
        inside[0] += 1
        together[0] = max(together[0], inside[0])
        order.append(number)
        inside[0] -= 1

    jobs = [Job(lambda report, n=n: work(n), writes=True) for n in range(8)]
    with qtbot.waitSignal(runner.idle):
        for job in jobs:
            runner.start(job)
    assert together == [1] and order == list(range(8))


def test_reading_job_does_not_wait_for_a_writing_one(qtbot: QtBot, runner: JobRunner) -> None:
    go_on = threading.Event()
    writing = Job(lambda report: go_on.wait(10), writes=True)
    reading = Job(lambda report: go_on.set())
    with qtbot.waitSignals([writing.finished, reading.finished]):
        runner.start(writing)
        runner.start(reading)


def test_stop_all_waits_and_tells(qtbot: QtBot, runner: JobRunner) -> None:
    started, told = threading.Event(), []
    running, waiting = wait_for_stop(started), Job(lambda report: told.append("ran"), writes=True)
    running.writes = True
    for name, job in (("running", running), ("waiting", waiting)):
        job.cancelled.connect(lambda name=name: told.append(name))
        runner.start(job)
    assert started.wait(10)
    runner.stop_all()
    assert told == ["running", "waiting"] and runner.running == 0


def test_receiver_may_go_away_while_the_job_runs(qtbot: QtBot, runner: JobRunner) -> None:
    class Receiver(QObject):
        def take(self, *_said: object) -> None:
            raise AssertionError("told to the dead")

    go_on = threading.Event()
    receiver = Receiver()
    job = Job(lambda report: (go_on.wait(10), report(1, 1)))
    job.progressed.connect(receiver.take)
    job.succeeded.connect(receiver.take)
    runner.start(job)
    receiver.deleteLater()
    del receiver
    qtbot.wait(0)
    with qtbot.waitSignal(job.finished):
        go_on.set()


def test_job_lives_without_anybody_holding_it(qtbot: QtBot, runner: JobRunner) -> None:
    with qtbot.waitSignal(runner.idle):
        runner.start(Job(lambda report: None))


def test_own_cancelled_error_counts_as_cancelled(qtbot: QtBot, runner: JobRunner) -> None:
    def work(_report: Report) -> None:
        raise CancelledError

    job = Job(work)
    with qtbot.waitSignal(job.cancelled):
        runner.start(job)
