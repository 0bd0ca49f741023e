"""`python -m bodem_ondergrond`: the command line."""

import sys

from bodem_ondergrond.plugin.cli import main

if __name__ == "__main__":
    sys.exit(main())
