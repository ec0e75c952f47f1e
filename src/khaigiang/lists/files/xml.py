"""XML of strangers, parsed without entities, without the network and piece by piece."""

from collections.abc import Iterable, Iterator
from typing import IO, Any, Final

from lxml import etree

from khaigiang.lists.files.refusing import Reason, refused

# lxml calls bytes that are no letters an error of reading.
BROKEN: Final = (etree.LxmlError, OSError, LookupError)


def local(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Any, name: str) -> str | None:
    """An attribute by its name without its namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def elements(source: IO[bytes], tags: Iterable[str]) -> Iterator[Any]:
    """Elements of those names as they close; each is emptied and taken out once it has been used."""
    try:
        for _, element in etree.iterparse(
            source, tag=[f"{{*}}{tag}" for tag in tags], resolve_entities=False, no_network=True, huge_tree=False
        ):
            yield element
            element.clear()
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]
    except BROKEN as error:
        raise refused(Reason.DAMAGED) from error


def tree(source: IO[bytes]) -> Any:
    """The root of a small part."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.parse(source, parser).getroot()
    except BROKEN as error:
        raise refused(Reason.DAMAGED) from error
