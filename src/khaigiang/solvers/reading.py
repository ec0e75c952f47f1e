"""Reading the files that problems come in, and writing the plans that answer them."""

import re
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from khaigiang.solvers.errors import MalformedProblem

Form = TypeVar("Form")

# What msgspec says of a file that does not fit its form, and the same for whoever wrote the file.
FAULTS: Final = (
    (r"Object missing required field `(.+)`", r"thiếu mục “\1”."),
    (r"Object contains unknown field `(.+)`", r"mục “\1” không có trong mẫu."),
    (r"Expected `(.+)`, got `(.+)`", r"cần \1, ở đây là \2."),
    (r"Expected `int` >= (.+)", r"cần số nguyên từ \1 trở lên."),
    (r"Expected `int` <= (.+)", r"cần số nguyên không quá \1."),
    (r"Invalid enum value (.+)", r"không nhận giá trị \1."),
    (r"JSON is malformed: (.+)", r"không phải là JSON hợp lệ (\1)."),
    (r"Input data was truncated", r"tệp JSON bị cắt cụt."),
    (r"Invalid UTF-8 .+|.*utf-8.*", r"tệp không phải là UTF-8."),
)


def read(path: Path, form: type[Form]) -> Form:
    """The content of a JSON file as values of `form`; raises MalformedProblem with the place where it does not fit."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=form)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise malformed(path, fault) from fault


def malformed(path: Path, fault: Exception) -> MalformedProblem:
    """The fault that msgspec found, at its place (`people[3].prefers`; the file's name where it is the file itself)."""
    what, _, place = str(fault).partition(" - at `")
    where = place.rstrip("`").removeprefix("$").removeprefix(".")
    for pattern, sentence in FAULTS:
        if re.fullmatch(pattern, what):
            return MalformedProblem(where or path.name, re.sub(pattern, sentence, what))
    return MalformedProblem(where or path.name, what)


def write(path: Path, content: object) -> None:
    """Write `content` as JSON for people and programs to read."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(content), indent=1))
