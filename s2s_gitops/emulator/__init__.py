"""A Salesforce emulator: the second house. It imports nothing of the package outside this folder."""
