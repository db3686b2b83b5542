"""The REST interface of an org: wire shapes only. Rules stand in the rooms of behaviour."""
