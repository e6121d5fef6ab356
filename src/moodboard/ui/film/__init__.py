# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of one film: its story, its shots, its lines, its boards."""
