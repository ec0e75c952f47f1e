"""Users: who may sign in, and how they like their pages."""

from collections.abc import Iterator
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.fields import SortKeyField
from khaigiang.ground.web.theme import Theme
from khaigiang.vietnamese import names


class Language(models.TextChoices):
    """The languages of the pages."""

    VIETNAMESE = "vi", "Tiếng Việt"
    ENGLISH = "en", "English"


class ThemeChoice(models.TextChoices):
    """The themes of the pages."""

    SYSTEM = Theme.SYSTEM.value, _("As on this machine")
    LIGHT = Theme.LIGHT.value, _("Light")
    DARK = Theme.DARK.value, _("Dark")


class UserManager(BaseUserManager["User"]):
    """Finds users by the name they sign in with, whatever its capitals."""

    def create_user(self, username: str, full_name: str, password: str | None = None, **fields: object) -> "User":
        """A saved user; without a password nobody can sign in as them."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.rename(full_name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in. What they may do follows from their mandates, and is not known here.

    Administrators run the installation (users, offices); they see no trainee by that alone.
    """

    username = models.CharField(_("user name"), max_length=60, unique=True, validators=[ASCIIUsernameValidator()])
    full_name = models.CharField(_("full name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_administrator = models.BooleanField(_("administrator of the installation"), default=False)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.VIETNAMESE)
    theme = models.CharField(_("theme"), max_length=6, choices=ThemeChoice, default=ThemeChoice.SYSTEM)

    sort_key = SortKeyField(max_length=200, editable=False)
    folded = models.CharField(max_length=250, editable=False)
    # Part of what a session is checked against: counting it up ends every session of the user.
    session_number = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        indexes = [models.Index(name="user_by_name", fields=["-is_active", "sort_key"])]
        constraints = [
            models.UniqueConstraint(Lower("username"), name="username_is_unique_whatever_its_capitals"),
        ]
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.full_name

    def rename(self, full_name: str) -> None:
        """Set the name, with the texts that lists are sorted and searched by."""
        self.full_name = full_name
        self.sort_key = names.sort_key(full_name)
        self.folded = names.fold(f"{full_name} {self.username}")

    def get_full_name(self) -> str:
        return self.full_name

    def get_session_auth_hash(self) -> str:
        return self._session_hash()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for key in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(key)

    def _session_hash(self, secret: str | bytes | None = None) -> str:
        content = f"{self.session_number}:{self.password}"
        return salted_hmac("khaigiang.accounts.session", content, secret=secret, algorithm="sha256").hexdigest()


class SignInTry(models.Model):
    """One sign-in that did not succeed: the name that was typed, from where, and when."""

    username = models.CharField(max_length=150)
    address = models.GenericIPAddressField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="try_by_name_and_address", fields=["username", "address", "at"])]

    def __str__(self) -> str:
        return f"{self.username} {self.address} {self.at:%Y-%m-%d %H:%M}"
