# SPDX-License-Identifier: GPL-3.0-or-later
"""The endings of other programs' boards: the window asks for them long before it reads one."""

from __future__ import annotations

SUFFIXES = (".bee", ".pur")
"""BeeRef's boards and PureRef's."""
