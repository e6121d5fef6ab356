# SPDX-License-Identifier: GPL-3.0-or-later
"""The lines of the film that is open: read, searched, put in time, pinned."""
