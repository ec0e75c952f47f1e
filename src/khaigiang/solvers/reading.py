"""Reading the files that problems come in, and writing the plans that answer them."""

from pathlib import Path
from typing import TypeVar

import msgspec

from khaigiang.solvers.errors import MalformedProblem

Form = TypeVar("Form")


def read(path: Path, form: type[Form]) -> Form:
    """The content of a JSON file as values of `form`; raises MalformedProblem with the place where it does not fit."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=form)
    except msgspec.DecodeError as fault:
        raise MalformedProblem(path.name, str(fault)) from fault


def write(path: Path, content: object) -> None:
    """Write `content` as JSON for people and programs to read."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(content), indent=1))
