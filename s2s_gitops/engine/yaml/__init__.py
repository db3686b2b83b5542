"""The text of YAML files: places, styles, cuts. Knows nothing of what a file is about."""
