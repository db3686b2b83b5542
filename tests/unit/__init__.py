"""Unit tests of the pure rooms: no sockets, no files; given, then expect, as data."""
