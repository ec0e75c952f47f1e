"""All officials as a search for duplicates compares them."""

import unicodedata
from collections import defaultdict

from khaigiang.registry.duplicates.rules import Person
from khaigiang.registry.officials.models import Appointment, Official
from khaigiang.registry.officials.rules import telephone_digits


def people() -> list[Person]:
    """Everybody, with what is compared of them, in two statements."""
    places: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for official, post, unit in Appointment.objects.values_list("official", "post", "unit").iterator():
        places[official].add((post, unit))
    facts = ("pk", "full_name", "folded", "gender", "born_on", "identity_number", "phone", "email")
    return [
        Person(
            id=pk,
            name=unicodedata.normalize("NFC", name).lower(),
            letters=letters,
            gender=gender,
            born_on=born_on,
            number=number,
            phone=telephone_digits(phone),
            email=email.lower(),
            places=frozenset(places.get(pk, ())),
        )
        for pk, name, letters, gender, born_on, number, phone, email in Official.objects.values_list(*facts).iterator()
    ]
