# SPDX-License-Identifier: GPL-3.0-or-later
"""What the rows of other services' exports mean: pure rules, one module for each service."""
