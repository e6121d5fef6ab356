# SPDX-License-Identifier: GPL-3.0-or-later
"""Export through our own command line in a process of its own, which can be stopped at any time."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from moodboard.services.exporting import unfinished_name

_PATIENCE = 3000
"""Milliseconds that a stopped process gets to clean up by itself."""


class ExportProcess(QObject):
    """One export; exactly one of ``succeeded``, ``failed`` and ``cancelled`` comes."""

    progressed = Signal(int, int)
    succeeded = Signal(str)
    """What the command had to say, empty when all is well."""
    failed = Signal(str)
    """One sentence."""
    cancelled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._killer = QTimer(self)
        self._killer.setSingleShot(True)
        self._killer.setInterval(_PATIENCE)
        self._killer.timeout.connect(self._process.kill)
        self._targets: tuple[Path, ...] = ()
        self._pid = 0
        self._stopped = False
        self._rest = ""

    @property
    def is_running(self) -> bool:
        """Tell whether it works."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def start(self, command: Sequence[str], arguments: Sequence[str], *targets: Path) -> None:
        """Run the command that writes these files; connect the signals first."""
        self._targets, self._stopped, self._rest = targets, False, ""
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("QT_QPA_PLATFORM", "offscreen")
        environment.insert("PYTHONUTF8", "1")
        self._process.setProcessEnvironment(environment)
        self._process.start(command[0], [*command[1:], *arguments])
        self._pid = int(self._process.processId())

    def cancel(self) -> None:
        """Stop it; no file is left."""
        if self.is_running:
            self._stopped = True
            self._process.terminate()
            self._killer.start()

    def stop_now(self) -> None:
        """Stop it and wait: the window closes."""
        if self.is_running:
            self._stopped = True
            self._process.terminate()
            if not self._process.waitForFinished(_PATIENCE):
                self._process.kill()
                self._process.waitForFinished(_PATIENCE)
        self._killer.stop()

    def _on_output(self) -> None:
        said = self._rest + bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace")
        *lines, self._rest = said.split("\n")
        for line in lines:
            done, _, total = line.strip().partition(" ")
            if done.isdecimal() and total.isdecimal():
                self.progressed.emit(int(done), int(total))

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._killer.stop()
        self._on_output()
        said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        sentences = [line.removeprefix("moodboard: ").strip() for line in said.splitlines() if line.strip()]
        if self._stopped:
            self._clean_up()
            self.cancelled.emit()
        elif code == 0 and status is QProcess.ExitStatus.NormalExit:
            self.succeeded.emit(" ".join(sentences))
        else:
            self._clean_up()
            unknown = self.tr("The export ended unexpectedly. Please try again, or choose a smaller size.")
            bug = any(line.startswith("Traceback") for line in said.splitlines())
            self.failed.emit(sentences[-1] if sentences and not bug else unknown)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.failed.emit(self.tr("The export could not be started. Please install Moodboard again."))

    def _clean_up(self) -> None:
        """Take away what a killed process could not."""
        for target in self._targets if self._pid else ():
            unfinished = unfinished_name(target, self._pid)
            if unfinished.is_dir():
                shutil.rmtree(unfinished, ignore_errors=True)
                continue
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)
