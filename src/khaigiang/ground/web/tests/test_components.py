"""Components: what they are given is text, never markup; what they are not given is not taken from the page."""

import pytest
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

from khaigiang.ground.web.bands import Band

EVIL = '"><script>alert(1)</script>'
TAKING_TEXT = (
    '<c-page.head title="{{ x }}" eyebrow="{{ x }}" subtitle="{{ x }}" back-href="{{ x }}" back-label="{{ x }}" />',
    '<c-page.head :title="x" :eyebrow="x" :subtitle="x" :back-href="x" :back-label="x" />',
    '<c-card :title="x" :subtitle="x" :link="x" :link-label="x" :id="x" :class="x" :data-x="x">y</c-card>',
    '<c-stat :label="x" :value="x" :unit="x" :note="x" :href="x" :tone="x" />',
    '<c-badge :tone="x">{{ x }}</c-badge>',
    '<c-button :href="x" :variant="x" :data-x="x" :name="x">{{ x }}</c-button>',
    '<c-button :name="x" :value="x" hx-post="{{ x }}">{{ x }}</c-button>',
    '<c-table :caption="x" :class="x" :id="x" :data-x="x"></c-table>',
    '<c-empty :title="x">{{ x }}</c-empty>',
    '<c-alert :tone="x" :title="x">{{ x }}</c-alert>',
    '<c-confirm :title="x" :action="x" :submit="x" :back="x" :reason-label="x" reason>{{ x }}</c-confirm>',
    '<c-copy :text="x" :label="x" :id="x" />',
    '<c-steps :label="x"><c-steps.item :label="x" :href="x" :note="x" :state="x" /></c-steps>',
    '<c-tabs :label="x"><c-tabs.item :href="x" :count="x">{{ x }}</c-tabs.item></c-tabs>',
    '<c-timeline :label="x"><c-timeline.item :title="x" :time="x" :note="x" :href="x" :tone="x" /></c-timeline>',
    '<c-meter value="1" max="2" :label="x" :tone="x" />',
    '<c-bands :parts="bands" :label="x" />',
    '<c-dl><c-dl.item :term="x">{{ x }}</c-dl.item></c-dl>',
    '<c-legend><c-legend.item :tone="x">{{ x }}</c-legend.item></c-legend>',
    '<c-agenda><c-agenda.item :start="x" :end="x" :title="x" :note="x" :href="x" :state="x" /></c-agenda>',
    '<c-todo><c-todo.item :title="x" :href="x" :due="x" :note="x" :tone="x" /></c-todo>',
    '<c-person :name="x" :detail="x" :href="x" />',
    '<c-progress :label="x" :value="x" :max="x" />',
    '<c-disclosure :title="x" :note="x" :data-x="x">{{ x }}</c-disclosure>',
    '<c-figure :label="x" :caption="x">{{ x }}</c-figure>',
    '<c-calendar :caption="x" :data-x="x"></c-calendar>',
    '<c-filters :action="x" :submit="x" :reset="x" :data-x="x"></c-filters>',
    '<c-form :action="x" :submit="x" :cancel="x" :data-x="x"></c-form>',
)


def _rendered(text: str, **values: object) -> str:
    return Template(CottonCompiler().process(text)).render(Context(values))


@pytest.mark.parametrize("text", TAKING_TEXT)
def test_text_stays_text(text: str) -> None:
    bands = [Band(label=EVIL, count=3, tone=EVIL)]

    drawn = _rendered(text, x=EVIL, bands=bands)

    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


def test_a_component_takes_nothing_from_the_page_around_it() -> None:
    drawn = _rendered("<c-card>inside</c-card><c-stat label='a' value='1' />", title="of the page", note="of the page")

    assert "of the page" not in drawn


def test_a_slot_sees_the_page_around_it() -> None:
    assert "of the page" in _rendered("<c-card>{{ title }}</c-card>", title="of the page")


def test_attributes_that_a_component_does_not_know_are_passed_on() -> None:
    drawn = _rendered('<c-button hx-post="/x/" name="act" value="yes" disabled>Go</c-button>')

    assert 'hx-post="/x/" name="act" value="yes" disabled>' in drawn


def test_a_filter_is_cleared_only_where_something_is_chosen(rf: RequestFactory) -> None:
    template = Template(CottonCompiler().process('<c-filters reset="/all/" />'))

    assert 'href="/all/"' not in template.render(RequestContext(rf.get("/all/")))
    assert 'href="/all/"' in template.render(RequestContext(rf.get("/all/?q=hoa")))


def test_a_link_looks_like_a_button_and_is_a_link() -> None:
    drawn = _rendered('<c-button href="/x/">Go</c-button>')

    assert drawn.strip() == '<a class="button button-primary" href="/x/"><span>Go</span></a>'


def test_bars_say_their_counts() -> None:
    bands = [Band(label="Giỏi", count=302, tone="band-2"), Band(label="Khá", count=52, tone="band-3")]

    assert 'aria-label="Lớp 1: Giỏi 302, Khá 52"' in _rendered('<c-bands :parts="bands" label="Lớp 1" />', bands=bands)


def test_an_empty_fact_is_shown_as_a_dash() -> None:
    assert "—" in _rendered('<c-dl.item term="Ghi chú">  </c-dl.item>')


def test_a_table_names_itself_to_screen_readers() -> None:
    drawn = _rendered('<c-table caption="Học viên"><tbody></tbody></c-table>')

    assert 'role="region" aria-label="Học viên" tabindex="0"' in drawn
    assert '<caption class="visually-hidden">Học viên</caption>' in drawn
