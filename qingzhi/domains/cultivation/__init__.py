"""Enterprises and institutions are brought on 「培育」: so far copyright demonstration bodies 「版权示范主体」 (C09).

Public face: `queries`, `actions`, `access`, `terms`.
"""
