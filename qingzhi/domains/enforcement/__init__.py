"""What an authority does itself to protect rights 「行政保护」 (E01, E02, E05, E06, E08, E10, E12, E13, E15, E17, E19, E20): complaints, evidence
and its custody, penalty and adjudication, decisions and their publication, fairs, campaigns.

Public face: `queries`, `actions`, `access`, `events`, `refusals`, `terms`, `testing`. What passes between authorities is coordination's.
"""
