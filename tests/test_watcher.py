# SPDX-License-Identifier: GPL-3.0-or-later
"""What another process writes is seen; one's own writes are not told twice."""

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from library_ui import add
from moodboard.domain.changes import Changes
from moodboard.qt.events import Events
from moodboard.qt.watcher import Watcher
from moodboard.services import films

_ADD = """
import sys
from pathlib import Path
from moodboard.domain.film import Film
from moodboard.services import films, library
library.open_library(Path(sys.argv[1]))
films.add_film(Film(title="Stalker"))
library.close_library()
"""


def test_a_film_of_another_process_is_told(library: Path, qtbot: QtBot) -> None:
    events = Events()
    watcher = Watcher(events)
    watcher.start()
    with qtbot.waitSignal(events.changed) as told:
        subprocess.run([sys.executable, "-c", _ADD, str(library)], check=True)
    watcher.stop()
    assert told.args == [Changes(films=frozenset({films.find_film("Stalker").id})), None]


def test_own_writes_are_not_told(library: Path, qtbot: QtBot) -> None:
    events = Events()
    watcher = Watcher(events)
    watcher.start()
    with qtbot.assertNotEmitted(events.changed):
        add("Her")
        watcher.look()
    watcher.stop()
