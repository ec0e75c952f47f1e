"""All writes around officials, posts and appointments."""

from khaigiang.registry.officials.services.appointments import appoint, end_appointment, transfer
from khaigiang.registry.officials.services.people import save_official
from khaigiang.registry.officials.services.posts import save_post
from khaigiang.registry.officials.services.registering import NewOfficial, register_officials

__all__ = [
    "NewOfficial",
    "appoint",
    "end_appointment",
    "register_officials",
    "save_official",
    "save_post",
    "transfer",
]
