"""The Classic pages. They show and receive; every rule is in the behaviour rooms above."""
