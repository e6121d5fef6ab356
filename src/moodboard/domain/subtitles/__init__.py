# SPDX-License-Identifier: GPL-3.0-or-later
"""Subtitles: read in any form and encoding, cleaned into lines, moved in time, searched as one remembers."""
