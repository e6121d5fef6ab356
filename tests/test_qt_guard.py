# SPDX-License-Identifier: GPL-3.0-or-later
"""Guards against faults of libraries that were met before."""

import sys

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage


def test_calls_that_return_nothing_keep_their_reference_to_none() -> None:
    """PySide6 6.12.0 on Python 3.11 lost one at each such call, and the process died after some thousands."""
    target, image = QObject(), QImage(2, 2, QImage.Format.Format_RGB32)
    before = sys.getrefcount(None)
    for _call in range(2_000):
        target.setObjectName("x")
        image.fill(0)
    # On 3.12 and later None is immortal and its count stands still.
    assert sys.getrefcount(None) > before - 200
