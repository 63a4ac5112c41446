"""`python -m ytempire` is `ytempire`."""

import sys

from ytempire.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
