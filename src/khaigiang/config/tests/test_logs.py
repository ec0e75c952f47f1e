"""Logs are lines on standard error, as text or as JSON."""

import json
import subprocess
import sys

import pytest

PROGRAM = """
import logging, structlog
from khaigiang.config.logs import configure, logging_settings
configure(logging_settings(form={form!r}, level="INFO"))
structlog.get_logger("khaigiang.plans").info("plan opened", plan=7)
logging.getLogger("django.request").warning("Not Found: %s", "/x")
logging.getLogger("fontTools.subset").info("a hundred steps")
"""


def lines_on_stderr(form: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", PROGRAM.format(form=form)], capture_output=True, text=True, check=True)
    assert done.stdout == ""
    return done.stderr.splitlines()


def test_json_lines_hold_the_product_s_and_the_libraries_words() -> None:
    ours, theirs = map(json.loads, lines_on_stderr("json"))

    assert (ours["event"], ours["plan"], ours["logger"]) == ("plan opened", 7, "khaigiang.plans")
    assert (theirs["event"], theirs["level"]) == ("Not Found: /x", "warning")


@pytest.mark.parametrize("words", ["plan opened", "Not Found: /x"])
def test_text_lines_are_for_people(words: str) -> None:
    assert sum(words in line for line in lines_on_stderr("text")) == 1
