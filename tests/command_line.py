# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands of the command line: within this process, which is quick, or as a process of their own."""

from __future__ import annotations

import gc
import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout

from moodboard.cli.main import main


def said_here(*words: object) -> subprocess.CompletedProcess[str]:
    """Run a command within this process; it opens and closes the library."""
    typed, often = [str(word) for word in words], gc.get_threshold()
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main(typed)
    finally:
        gc.set_threshold(*often)  # a command ends soon and cares little for garbage; the tests go on
    return subprocess.CompletedProcess(typed, code, _words(out), _words(err))


def said_by_process(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a person does."""
    return subprocess.run(
        [sys.executable, "-m", "moodboard", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=dict(os.environ) | environment,
        check=False,
    )


def _words(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode("utf-8")
