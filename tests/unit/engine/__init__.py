"""Unit tests of the room `engine`."""
