"""Floor 2, the stories: read, plan, apply, drift. Kinds, orgs and the clock come as arguments; nothing is printed."""
