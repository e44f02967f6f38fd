"""Tracking 「进度跟踪」: where a target should stand, where it stands, where it is heading, and the lights of targets and tasks.

Nothing is stored: every light is computed from the record by one function (`light.light`, `task_state.task_state`), with its
reason. Values are Decimal in the target's own unit, shares are percent rounded half-up to one place, and it is the rounded
shares that are compared, so that the numbers on a page always bear out the light beside them.
"""
