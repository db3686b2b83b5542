"""Floor 1, the verbs: pure functions over the model. No kind is named here, nothing is printed, no org is asked."""
