"""Assessment 「评审」: criteria with weights, panels drawn from a published seed, blind scores, votes; each result explains itself.

Knows no domain: an entry is any record (`subject_kind`, `subject_id`), an expert any `Subject`. Public face: `sources` (registries),
`actions`, `queries`, `access`, `events`, `refusals`, `terms`, `testing`.
"""
