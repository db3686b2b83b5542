"""Captures of live orgs, and what holds them."""
