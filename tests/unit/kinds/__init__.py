"""Unit tests of the room `kinds`."""
