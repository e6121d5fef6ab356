# SPDX-License-Identifier: GPL-3.0-or-later
"""Use cases without Qt: the one door for everything that changes a library."""
