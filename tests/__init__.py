"""Tests that concern the whole: the house itself, journeys through the browser, screenshots."""
