"""Enterprises and institutions are brought on 「培育」: copyright demonstration bodies 「版权示范主体」 (C09), lists of
enterprises whose patent applications shall grow or cover all 「培育名单」 (C02).

Public face: `queries`, `actions`, `access`, `terms`.
"""
