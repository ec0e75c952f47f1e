"""Every entry of the side bar leads to a page of the product and has its icon."""

import pytest
from django.urls import reverse

from khaigiang.config.policy import POLICY
from khaigiang.ground.web.navigation import Entry, registered
from khaigiang.ground.web.templatetags.khaigiang import icon


@pytest.mark.parametrize("entry", registered(), ids=lambda entry: entry.url_name)
def test_an_entry_leads_to_a_page_that_the_policy_knows(entry: Entry) -> None:
    assert reverse(entry.url_name).startswith("/")
    assert entry.url_name in POLICY
    assert icon(entry.icon).startswith("<svg")
