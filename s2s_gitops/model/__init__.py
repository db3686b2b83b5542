"""Floor 0, the nouns: frozen values without input, output or clock. Standard library only."""
