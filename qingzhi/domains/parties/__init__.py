"""Parties 「主体」: the organisations and persons that hold rights, apply, lend, rate — one record however it is spelled."""
