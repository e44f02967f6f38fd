"""The expert register 「专家库」 (T05): who they are, where they work and worked, what they know, to whom they are tied, what they enjoy.

Public face: `queries`, `actions`, `access`, `events`, `refusals`, `terms`, `testing`. It answers engine.scoring as candidate source
`talent.experts` and with the rules of avoidance 「回避」, each finding naming its record.
"""
