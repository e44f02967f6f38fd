"""Procedures 「办事事项」: a declared statechart over a typed dossier carries every case 「案件」 between people under limits.

A domain declares a `Procedure` at start-up; `actions.take_step` moves a case: who may, the form, the guards, the effects, the
limits, the work items and the timeline come about in one transaction or not at all.
"""
