"""Unit tests of the room `drivers`."""
