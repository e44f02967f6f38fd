"""Pure rules of assessment: trees of criteria, the draw, totals, ranking, votes. No Django, no clock, no chance."""
