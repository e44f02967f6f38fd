"""The procedure of mediation."""
