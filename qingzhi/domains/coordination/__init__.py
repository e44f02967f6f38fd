"""What passes between authorities 「跨部门协作」 (E03, E04, E21): every handover has a receiver who must answer, silence is an event,
and every reading of what another body shared leaves purpose, basis, reader and time.

Public face: `queries`, `actions`, `access`, `events`, `refusals`, `terms`, `testing`.
"""
