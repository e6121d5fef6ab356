# SPDX-License-Identifier: GPL-3.0-or-later
"""Frames and sheets of paper: laid in one command, mirrored, exported together."""
