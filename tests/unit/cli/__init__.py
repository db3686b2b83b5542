"""Unit tests of the room `cli`."""
