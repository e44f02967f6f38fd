"""Coordination over HTTP, for the systems of other bodies: signed calls on envelopes and judgments."""
