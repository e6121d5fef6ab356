# SPDX-License-Identifier: GPL-3.0-or-later
"""Putting pins in order on the board: the part, its menu, its choices, and what attracts while resizing."""
