# SPDX-License-Identifier: GPL-3.0-or-later
"""Watching now: the small window of a film that plays elsewhere."""
