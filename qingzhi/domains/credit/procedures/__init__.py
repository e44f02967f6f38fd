"""The procedures of credit: finding, objection, repair."""
