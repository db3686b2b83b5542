"""`python -m s2s_gitops` and the console script `s2s`."""

import sys


def run() -> None:
    """Run the command line and exit with its code."""
    from s2s_gitops.cli.main import main

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
