"""Playing the story: into an empty database only, forward only, and never served with production settings."""

import json

from tests.on_the_story.playing import Installation


def completed(installation: Installation, day: str) -> int:
    done = installation.run("report", "figures", "--as-of", day, "--json")
    value: int = json.loads(done.stdout)["completed"]["value"]
    return value


def test_a_later_day_goes_on_to_the_closing_of_class_5_and_the_final_report(own_demo: Installation) -> None:
    before = completed(own_demo, "2023-05-24")

    done = own_demo.run("story", "--until", "2023-06-30")

    assert done.returncode == 0, done.stderr
    assert "issue_report" in done.stderr
    assert "plan_110" not in done.stderr  # what was played before is not played again
    assert completed(own_demo, "2023-05-24") == before
    assert completed(own_demo, "2023-06-30") > before


def test_an_earlier_day_is_refused_in_words_that_say_what_to_do(own_demo: Installation) -> None:
    done = own_demo.run("story", "--until", "2023-03-01")

    assert done.returncode == 1
    assert "24/05/2023" in done.stderr
    assert done.stdout == ""


def test_production_settings_do_not_serve_a_rehearsal(own_demo: Installation) -> None:
    done = own_demo.run("check", "--database", "default", settings="prod")

    assert done.returncode != 0
    assert "rehearsal" in done.stderr


def test_the_demo_settings_do_serve_it(own_demo: Installation) -> None:
    assert own_demo.run("check", "--database", "default").returncode == 0
