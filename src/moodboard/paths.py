# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the library and the program's own small files live."""

import os
from pathlib import Path

LIBRARY_VARIABLE = "MOODBOARD_LIBRARY"


def default_library() -> Path:
    """Return the library's folder: ``MOODBOARD_LIBRARY``, else the platform's user data folder."""
    chosen = os.environ.get(LIBRARY_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    # Imported here: a command that was given --library does not pay for it.
    from platformdirs import user_data_path

    return user_data_path("Moodboard", appauthor=False)


def log_folder() -> Path:
    """Return the folder of the program's log files; it may not exist yet."""
    from platformdirs import user_log_path

    return user_log_path("Moodboard", appauthor=False)


def config_folder() -> Path:
    """Return the folder of the program's own settings; it may not exist yet."""
    from platformdirs import user_config_path

    return user_config_path("Moodboard", appauthor=False)
