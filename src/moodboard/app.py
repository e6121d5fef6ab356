# SPDX-License-Identifier: GPL-3.0-or-later
"""Start the window.

The order matters. First the arguments, and whether Qt could start at all: it aborts the process
when a system library is missing, so that is asked before Qt is imported. Then the QApplication and
the log, so that every later error has somewhere to be said. Then the lock: a second start on the
same library raises the first window and ends. Only then is the library opened, migrated when it is
older, and handed to ``wiring``, which builds the window. The window is shown before anything that
can wait (the day's backup). At the end the jobs are stopped first, the library is closed last.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import sys
import traceback
from pathlib import Path
from types import TracebackType

from moodboard import __version__, machine, paths
from moodboard.domain.errors import KnownError

# Before Qt: PySide hooks itself into every import that comes after it.
from moodboard.services import boards, films, library, sample  # noqa: F401


def main(arguments: list[str]) -> int:
    """Open the window on a library and return the exit code."""
    parser = argparse.ArgumentParser(prog="moodboard", description="The films you rewatch.")
    parser.add_argument("--library", metavar="DIR", type=Path, help="the library's folder")
    # Nothing that a start makes is garbage: looking for some took a tenth of it.
    gc.disable()
    folder = parser.parse_args(arguments).library or paths.default_library()
    trouble = None if machine.has_display() or _is_told_where() else NO_DISPLAY
    trouble = trouble or machine.what_is_missing(window=True)
    if trouble:
        sys.stderr.write(trouble + "\n")
        return 1
    return _run(folder.expanduser())


NO_DISPLAY = (
    "There is no display here, so no window can open. “moodboard --help” lists what works without one."
)


def _is_told_where() -> bool:
    return bool(os.environ.get("QT_QPA_PLATFORM"))


def _run(folder: Path) -> int:
    from moodboard.qt.plain_imports import stop_reading

    stop_reading()  # before all else that imports Qt
    from PySide6.QtWidgets import QApplication

    from moodboard.log import start_log
    from moodboard.qt.collecting import Collecting
    from moodboard.qt.single import SingleWindow
    from moodboard.ui import messages

    application = QApplication(sys.argv[:1])
    application.setApplicationName("Moodboard")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("moodboard")
    start_log(paths.log_folder())
    sys.excepthook = _report_bug
    try:
        folder.mkdir(parents=True, exist_ok=True)
        single = SingleWindow(folder)
        if not single.is_first():
            return 0
        library.open_library(folder)
    except OSError as error:
        messages.show_error(
            None, f"The folder {folder} cannot be made: {error.strerror}. Open another library."
        )
        return 1
    except KnownError as error:
        messages.show_error(None, str(error))
        return 1
    from moodboard.wiring import Program

    program = Program()
    single.raised.connect(program.raise_window)
    program.show()
    Collecting(application)
    try:
        code = application.exec()
    finally:
        program.close()
        library.close_library()
        single.release()
    if program.restore_from is not None:
        from moodboard.ui.dialogs.out_dialogs import restore_and_reopen

        restore_and_reopen(program.restore_from, folder)
    return code


_showing = False


def _report_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log a mistake of ours and show one report; a second one while it is open is only logged."""
    global _showing
    report = f"Moodboard {__version__}\n" + "".join(traceback.format_exception(kind, error, trace))
    logging.getLogger(__name__).error("%s", report)
    sys.stderr.write(report)
    if _showing or issubclass(kind, KeyboardInterrupt):
        return
    _showing = True
    try:
        from moodboard.ui import messages

        if isinstance(error, KnownError):
            messages.show_error(None, str(error))
        else:
            messages.show_bug(None, report)
    finally:
        _showing = False
