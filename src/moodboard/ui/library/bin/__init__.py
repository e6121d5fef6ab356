# SPDX-License-Identifier: GPL-3.0-or-later
"""The bin: what lies in it, and the two ways out of it."""
