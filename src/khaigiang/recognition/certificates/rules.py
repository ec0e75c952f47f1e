"""How certificates are numbered."""


def certificate_number(number: int, *, year: int, symbol: str) -> str:
    """ "0007/2023/GCN-TĐTCB": four digits of the book, its year, the school's symbol."""
    return f"{number:04d}/{year}/GCN-{symbol}"
