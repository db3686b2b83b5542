"""Logging in as programs do: tokens by OAuth, sessions by SOAP. Nobody's password is real."""
