"""Pure rules of rights: numbers, statuses, fees, reading of exchange formats."""
