"""`python -m bot` and the console script `loa`."""

import gc

# Importing makes half a million objects that stay; looking for garbage among them is a fifth of the start.
gc.disable()

from bot.cli.main import main  # noqa: E402

gc.enable()
gc.freeze()

if __name__ == "__main__":
    main()
