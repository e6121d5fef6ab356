# SPDX-License-Identifier: GPL-3.0-or-later
"""The capture page: a film file plays, and shots and lines are pinned out of it."""
