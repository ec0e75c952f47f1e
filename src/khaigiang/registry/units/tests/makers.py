"""Units and offices for tests."""

from datetime import date
from itertools import count

from khaigiang.registry.units.models import Level, Office, OfficeKind, Succession, Unit, UnitKind
from khaigiang.vietnamese.names import fold, text_key

_serial = count(1)

LEVEL_OF = {
    UnitKind.CITY: Level.PROVINCE,
    UnitKind.URBAN_DISTRICT: Level.DISTRICT,
    UnitKind.RURAL_DISTRICT: Level.DISTRICT,
    UnitKind.DISTRICT_TOWN: Level.DISTRICT,
    UnitKind.WARD: Level.COMMUNE,
    UnitKind.COMMUNE: Level.COMMUNE,
    UnitKind.TOWNSHIP: Level.COMMUNE,
}
WORD_OF = {
    UnitKind.CITY: "Thành phố",
    UnitKind.URBAN_DISTRICT: "Quận",
    UnitKind.RURAL_DISTRICT: "Huyện",
    UnitKind.DISTRICT_TOWN: "Thị xã",
    UnitKind.WARD: "Phường",
    UnitKind.COMMUNE: "Xã",
    UnitKind.TOWNSHIP: "Thị trấn",
}


def make_unit(
    short_name: str = "",
    kind: UnitKind = UnitKind.WARD,
    *,
    parent: Unit | None = None,
    valid_from: date = date(2020, 3, 1),
    valid_until: date | None = None,
) -> Unit:
    """A unit of its own code; "Phường Phúc Xá" is `make_unit("Phúc Xá", UnitKind.WARD)`."""
    serial = next(_serial)
    short_name = short_name or f"Số {serial}"
    name = f"{WORD_OF[kind]} {short_name}"
    return Unit.objects.create(
        uid=f"T-{serial}",
        code=f"9{serial:04d}",
        name=name,
        short_name=short_name,
        kind=kind,
        level=LEVEL_OF[kind],
        parent=parent,
        valid_from=valid_from,
        valid_until=valid_until,
        sort_key=text_key(short_name),
        folded=fold(name),
    )


def make_city() -> Unit:
    """The city above its districts; one a test."""
    found = Unit.objects.filter(kind=UnitKind.CITY).first()
    return found or make_unit("Hà Nội", UnitKind.CITY)


def make_district(short_name: str = "", kind: UnitKind = UnitKind.URBAN_DISTRICT) -> Unit:
    """A district of the city."""
    return make_unit(short_name, kind, parent=make_city(), valid_until=date(2025, 7, 1))


def make_commune(short_name: str = "", kind: UnitKind = UnitKind.WARD, *, district: Unit | None = None) -> Unit:
    """A commune-level unit, of a new district unless one is given, until the reform of 1/7/2025."""
    return make_unit(short_name, kind, parent=district or make_district(), valid_until=date(2025, 7, 1))


def make_succession(
    predecessor: Unit,
    successor: Unit,
    *,
    effective_on: date = date(2025, 7, 1),
    extent: str = Succession.Extent.WHOLE,
    is_default: bool = True,
    confidence: str = "high",
) -> Succession:
    """One edge of what became of a unit."""
    return Succession.objects.create(
        predecessor=predecessor,
        successor=successor,
        effective_on=effective_on,
        extent=extent,
        resolution="1656/NQ-UBTVQH15",
        is_default=is_default,
        confidence=confidence,
    )


def make_office(
    name: str = "",
    kind: OfficeKind = OfficeKind.SCHOOL,
    *,
    unit: Unit | None = None,
    symbol: str = "TĐTCB",
    skin: str = Office.Skin.STATE,
    superior: str = "",
    phone: str = "",
    is_active: bool = True,
) -> Office:
    """An office, by default a school of the city."""
    name = name or f"Cơ quan số {next(_serial)}"
    return Office.objects.create(
        kind=kind,
        unit=unit or make_city(),
        name=name,
        superior=superior,
        symbol=symbol,
        skin=skin,
        phone=phone,
        is_active=is_active,
        sort_key=text_key(name),
        folded=fold(name),
    )


def make_committee(district: Unit | None = None, *, phone: str = "024 3000 0000") -> Office:
    """The committee of a district, of a new one unless one is given."""
    district = district or make_district()
    return make_office(
        f"Quận ủy {district.short_name}",
        OfficeKind.DISTRICT_COMMITTEE,
        unit=district,
        symbol="QU",
        skin=Office.Skin.PARTY,
        superior="THÀNH ỦY HÀ NỘI",
        phone=phone,
    )
