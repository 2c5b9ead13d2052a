"""``python -m omah``."""

import sys

from omah.cli.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
