"""One production installation for all promises of trust."""

import pytest

from tests.trust.production import Installation


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    made = Installation(tmp_path_factory.mktemp("production"))
    for command in (("migrate", "--verbosity", "0"), ("collectstatic", "--no-input", "--verbosity", "0")):
        done = made.run("-m", "khaigiang", *command)
        assert done.returncode == 0, done.stderr
    return made
