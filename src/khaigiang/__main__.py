"""The command `khaigiang`: everything the product and Django offer under one name.

Exit codes: 0 done, 1 refused, 2 called wrongly.
"""

import os
import sys
import time

STARTED = time.perf_counter()
WAYS_TO_RUN = ("dev", "prod", "test")
# They read a file and write one; starting Django would cost them a second of their limit.
ON_FILES = ("solve", "allocate", "timetable")


def main() -> None:
    """Run one command with the settings of KHAIGIANG_SETTINGS (dev, prod or test; dev by default)."""
    words = sys.argv[1:]
    if words[:1] == ["help"] and set(words[1:]) & set(ON_FILES):
        words = [words[1], "--help"]
    if words and words[0] in ON_FILES:
        from khaigiang.solvers.command_line import run as solve_a_file  # noqa: PLC0415  no other command needs it

        code = solve_a_file(words, started=STARTED)
        sys.stdout.flush()
        sys.stderr.flush()
        # Taking the loaded engines apart would cost half a second of the limit, and nobody needs it.
        os._exit(code)
    settings = os.environ.get("KHAIGIANG_SETTINGS", "dev")
    if settings not in WAYS_TO_RUN:
        sys.stderr.write(f"KHAIGIANG_SETTINGS is {settings!r}; it may be {', '.join(WAYS_TO_RUN)}.\n")
        sys.exit(2)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"khaigiang.config.settings.{settings}")
    from khaigiang.config.commands import run  # noqa: PLC0415  the settings must be named first

    sys.exit(run(["khaigiang", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
