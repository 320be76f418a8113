"""`python -m reformspor COMMAND`: the same deeds as the views, for scripts."""

from reformspor.cli import main

if __name__ == "__main__":
    raise SystemExit(main(alone=True))
