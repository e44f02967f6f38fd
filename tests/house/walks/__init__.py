"""Walks through every declared procedure: how a case of each is made, who takes its steps, what its forms are filled with.

A new procedure brings a `Walk` of its own: a module here, entered in `WALKS` (`every.py`).
"""
