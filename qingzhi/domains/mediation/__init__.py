"""Mediation: mediators and their organisations, mediated disputes, agreements and their confirmation by the court.

A case that was entrusted stands still while it is mediated and goes on when mediation fails; enforcement never knows it.
"""
