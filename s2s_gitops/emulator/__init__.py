"""A Salesforce emulator: the second house. It imports nothing from outside this folder."""
