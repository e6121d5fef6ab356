# SPDX-License-Identifier: GPL-3.0-or-later
"""What things are and the rules they follow: plain values and pure functions."""
