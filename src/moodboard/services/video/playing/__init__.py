# SPDX-License-Identifier: GPL-3.0-or-later
"""A film played: pictures on time, the sound as their clock, exact frames when it stands.

Three threads share one film: one decodes pictures, one hands them out when they are due, one
decodes sound. The sound device pulls on a thread of its own. None of them knows Qt.
"""
