"""Parties over HTTP: organisations for everybody, persons and everything else for who has the permit."""
