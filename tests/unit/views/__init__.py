"""Unit tests of the room `views`."""
