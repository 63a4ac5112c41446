"""`python -m ytempire` is `ytempire`."""

from ytempire.cli.main import main

if __name__ == "__main__":
    main()
