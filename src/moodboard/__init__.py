# SPDX-License-Identifier: GPL-3.0-or-later
"""Moodboard keeps the watches, the shots and the lines of the films you rewatch."""

__version__ = "0.1.0"
