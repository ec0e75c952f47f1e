"""The command `khaigiang`: everything the product and Django offer under one name."""

import os
import sys


def main() -> None:
    """Run one command with the settings of KHAIGIANG_SETTINGS (dev, prod or test; dev by default)."""
    settings = os.environ.get("KHAIGIANG_SETTINGS", "dev")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"khaigiang.config.settings.{settings}")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  settings must be named first

    execute_from_command_line(["khaigiang", *sys.argv[1:]])


if __name__ == "__main__":
    main()
