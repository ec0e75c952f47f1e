"""T17: the shipped production settings pass Django's own examination; nobody can sign in to a fresh installation."""

from tests.trust.production import Installation

COUNT_USERS = (
    "import django; django.setup(); from khaigiang.ground.accounts.models import User; print(User.objects.count())"
)


def test_the_production_settings_pass_the_deployment_check(installation: Installation) -> None:
    done = installation.run("-m", "khaigiang", "check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr


def test_the_demo_settings_would_not_pass(installation: Installation) -> None:
    demo = {"DJANGO_SETTINGS_MODULE": "khaigiang.config.settings.dev"}
    done = installation.run("-m", "khaigiang", "check", "--deploy", "--fail-level", "WARNING", **demo)

    assert done.returncode == 1


def test_a_fresh_installation_has_no_account(fresh: Installation) -> None:
    assert fresh.run("-c", COUNT_USERS).stdout == "0\n"


def test_debugging_cannot_be_switched_on(installation: Installation) -> None:
    done = installation.run("-c", "from django.conf import settings; print(settings.DEBUG)", KHAIGIANG_DEBUG="1")

    assert done.stdout == "False\n"
