"""Floor 3, the command line: the only place where kinds, drivers, flows and views meet. Sets the exit code."""
