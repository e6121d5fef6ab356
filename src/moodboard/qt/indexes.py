# SPDX-License-Identifier: GPL-3.0-or-later
"""The two kinds of index that Qt hands to models and delegates."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

# A string: ``QModelIndex | QPersistentModelIndex`` when run loads PySide's signatures, 0.1 s of a start.
Index: TypeAlias = "QModelIndex | QPersistentModelIndex"
