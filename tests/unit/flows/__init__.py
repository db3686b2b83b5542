"""Unit tests of the room `flows`."""
