"""Shapes of what people type about programmes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.choosing import Missing
from khaigiang.ground.web.form_fields import choose_among
from khaigiang.planning.documents.models import Document
from khaigiang.teaching.curriculum.outline import BlockOutline, Demands, Line, Outline
from khaigiang.teaching.curriculum.queries import BlockRows, ChoicesOfALine, ItemRow
from khaigiang.teaching.curriculum.rules import topic_lines
from khaigiang.teaching.curriculum.states import LONGEST_PIECE, ItemKind
from khaigiang.teaching.lecturers.models import Lecturer

if TYPE_CHECKING:
    from khaigiang.teaching.curriculum.models import Block, ProgrammeItem

LONGEST_TITLE = 300
EMPTY_BLOCKS = 3
# A list too long for a page scrolls in its own box.
BOX = {"class": "choice-box"}


class ProgrammeForm(forms.Form):
    """The title of a programme."""

    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE, widget=forms.Textarea(attrs={"rows": 2}))


class VersionForm(forms.Form):
    """The length of a new version."""

    days = forms.IntegerField(
        label=_("Number of days"),
        min_value=1,
        max_value=260,
        help_text=_("A day holds two half-days: morning and afternoon."),
    )


class OutlineForm(forms.Form):
    """What stands around the blocks."""

    days = forms.IntegerField(label=_("Number of days"), min_value=1, max_value=260)
    has_opening = forms.BooleanField(label=_("Opening ceremony in the first half-day"), required=False, initial=True)
    has_closing = forms.BooleanField(label=_("Closing ceremony in the last half-day"), required=False, initial=True)


class BlockForm(forms.Form):
    """One block: its title, its topics a line each, its discussion."""

    title = forms.CharField(label=_("Title of the block"), max_length=LONGEST_TITLE, required=False)
    topics = forms.CharField(
        label=_("Topics, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Paste them from a document if you like: numbering is taken off."),
    )
    has_discussion = forms.BooleanField(label=_("A discussion closes the block"), required=False, initial=True)
    discussion = forms.CharField(
        label=_("Title of the discussion"),
        max_length=LONGEST_TITLE,
        required=False,
        help_text=_("Leave it empty to name it after the block."),
    )

    def clean_topics(self) -> list[str]:
        titles = topic_lines(self.cleaned_data["topics"])
        for title in titles:
            if len(title) > LONGEST_TITLE:
                message = _("This title is too long; %(most)s letters are the most: “%(start)s…”")
                raise forms.ValidationError(message, params={"most": LONGEST_TITLE, "start": title[:60]})
        return titles

    @property
    def is_blank(self) -> bool:
        """Did nobody type anything about a block here?"""
        return not self.cleaned_data.get("title") and not self.cleaned_data.get("topics")

    def block(self, number: int) -> BlockOutline:
        """The block as it was typed."""
        data = self.cleaned_data
        named = data["discussion"] or gettext("Discussion %(number)s: %(block)s") % {
            "number": number,
            "block": data["title"],
        }
        return BlockOutline(
            title=data["title"],
            topics=tuple(Line(title=title) for title in data["topics"]),
            discussions=(Line(title=named[:LONGEST_TITLE]),) if data["has_discussion"] else (),
        )


BlockFormSet = forms.formset_factory(BlockForm, extra=0, max_num=20)


class OutlineForms:
    """The forms of one page that together are an outline."""

    def __init__(self, data: Any, *, days: int, outline: Outline) -> None:
        starts_empty = not outline.blocks
        self.whole = OutlineForm(
            data,
            initial={
                "days": days,
                "has_opening": starts_empty or bool(outline.opening),
                "has_closing": starts_empty or bool(outline.closing),
            },
        )
        typed = [_typed(block) for block in outline.blocks]
        extra = EMPTY_BLOCKS if starts_empty else 1
        self.blocks = BlockFormSet(data, initial=[*typed, *({} for _ in range(extra))], prefix="block")
        self._outline = outline

    def is_valid(self) -> bool:
        """Can everything be read?"""
        return self.whole.is_valid() and self.blocks.is_valid()

    @property
    def has_errors(self) -> bool:
        """Was something sent that cannot be read or was refused?"""
        return self.whole.is_bound and bool(self.whole.errors or self.blocks.total_error_count())

    @property
    def days(self) -> int:
        """The days as typed."""
        days: int = self.whole.cleaned_data["days"]
        return days

    def outline(self) -> Outline:
        """The outline as it was typed; forms of blocks that were left blank are no blocks."""
        data = self.whole.cleaned_data
        blocks = [form for form in self.blocks if not form.is_blank]
        opening = self._outline.opening or gettext("Opening of the course")
        closing = self._outline.closing or gettext("Review and closing of the course")
        return Outline(
            blocks=tuple(form.block(number) for number, form in enumerate(blocks, start=1)),
            opening=opening if data["has_opening"] else "",
            closing=closing if data["has_closing"] else "",
        )


class FrameForm(forms.Form):
    """How long a version takes, and whether its blocks follow one another."""

    days = forms.IntegerField(label=_("Number of days"), min_value=1, max_value=260)
    block_order = forms.BooleanField(
        label=_("Block by block"),
        required=False,
        help_text=_("Each block ends before the next begins. Without it only the rules beside the lines are kept."),
    )


class BlockTitleForm(forms.Form):
    """The title of a block."""

    title = forms.CharField(label=_("Title of the block"), max_length=LONGEST_TITLE)


class ItemForm(forms.Form):
    """One line of a programme."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ItemKind.choices)
    block: "forms.ModelChoiceField[Block]" = forms.ModelChoiceField(
        queryset=None, label=_("Block"), required=False, empty_label=_("none (ceremonies)")
    )
    title = forms.CharField(label=_("Content"), max_length=LONGEST_TITLE, widget=forms.Textarea(attrs={"rows": 2}))
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=1,
        max_value=LONGEST_PIECE,
        help_text=_("Empty: the whole half-day, or what the others leave of it."),
    )
    shares_half_day = forms.BooleanField(
        label=_("In the half-day of the line above"),
        required=False,
        help_text=_("As an opening of 45 minutes, and then the first topic."),
    )
    lecturers: "forms.ModelMultipleChoiceField[Lecturer]" = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Who may teach"), required=False, widget=forms.CheckboxSelectMultiple(BOX)
    )
    after: "forms.ModelMultipleChoiceField[ProgrammeItem]" = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Only after"), required=False, widget=forms.CheckboxSelectMultiple(BOX)
    )

    def __init__(self, *args: Any, choices: ChoicesOfALine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, block=choices.block, lecturers=choices.lecturers, after=choices.after)


class WhoTeachesForm(forms.Form):
    """For every item of a version, the lecturers who may teach it."""

    def __init__(
        self,
        data: Any = None,
        *,
        blocks: Sequence[BlockRows],
        lecturers: Sequence[Lecturer],
        features: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self._features = features
        self._blocks = blocks
        self._lecturers = {str(lecturer.pk): lecturer for lecturer in lecturers}
        choices = [
            (key, f"{lecturer} – {lecturer.workplace}".rstrip(" –")) for key, lecturer in self._lecturers.items()
        ]
        for block in blocks:
            for item in block.items:
                self.fields[_field_of(item)] = forms.MultipleChoiceField(
                    label=item.title,
                    required=False,
                    choices=choices,
                    initial=[str(pk) for pk in item.lecturer_ids],
                    widget=forms.CheckboxSelectMultiple,
                )
                self._add_demands(item)

    def _add_demands(self, item: ItemRow) -> None:
        offered = sorted({*self._features, *item.demands.needs})
        self.fields[f"needs-{item.id}"] = forms.MultipleChoiceField(
            label=_("Equipment its hall must have"),
            required=False,
            choices=[(feature, feature) for feature in offered],
            initial=list(item.demands.needs),
            widget=forms.CheckboxSelectMultiple,
            help_text="" if offered else _("Say on the pages of the halls what they have; then choose here."),
        )
        self.fields[f"day-{item.id}"] = forms.IntegerField(
            label=_("Not before day"), required=False, min_value=1, max_value=260, initial=item.demands.not_before_day
        )
        self.fields[f"same-{item.id}"] = forms.BooleanField(
            label=_("On the same day as the item before"), required=False, initial=item.demands.with_previous
        )

    @property
    def has_lecturers(self) -> bool:
        """Is there anybody to tick?"""
        return bool(self._lecturers)

    def by_block(self) -> Iterator[tuple[BlockRows, list[tuple[ItemRow, forms.BoundField, list[forms.BoundField]]]]]:
        """Every block with its items, who may teach each, and what a timetable keeps of it."""
        for block in self._blocks:
            rows = [(item, self[_field_of(item)], [self[name] for name in _demands_of(item)]) for item in block.items]
            yield block, rows

    def demands(self) -> dict[int, Demands]:
        """What a timetable keeps, by the item's id."""
        found: dict[int, Demands] = {}
        for item in (item for block in self._blocks for item in block.items):
            needs, day, same = (self.cleaned_data[name] for name in _demands_of(item))
            found[item.id] = replace(item.demands, needs=tuple(needs), not_before_day=day or 1, with_previous=same)
        return found

    def chosen(self) -> dict[int, list[Lecturer]]:
        """The lecturers chosen, by the item's id."""
        return {
            item.id: [self._lecturers[key] for key in self.cleaned_data[_field_of(item)]]
            for block in self._blocks
            for item in block.items
        }


class DocumentChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """Offers documents by number, day and abstract."""

    def label_from_instance(self, obj: Document) -> str:
        return f"{obj.number} ({obj.issued_on:%d/%m/%Y}) {obj.abstract[:90]}"


class ApprovalForm(forms.Form):
    """The document that approves a version."""

    missing: ClassVar = {
        "document": Missing(
            sentence=_("No paper has its number yet. Draft the decision, or register one."), url_name="documents:list"
        )
    }

    document = DocumentChoiceField(
        queryset=None,
        label=_("Approving document"),
        help_text=_("A document of the register that has its number and date."),
    )

    def __init__(self, *args: Any, documents: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, document=documents)


class ReasonForm(forms.Form):
    """Why an approval is withdrawn."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


def _field_of(item: ItemRow) -> str:
    return f"item-{item.id}"


def _demands_of(item: ItemRow) -> tuple[str, str, str]:
    return f"needs-{item.id}", f"day-{item.id}", f"same-{item.id}"


def _typed(block: BlockOutline) -> dict[str, object]:
    return {
        "title": block.title,
        "topics": "\n".join(line.title for line in block.topics),
        "has_discussion": bool(block.discussions),
        "discussion": block.discussions[0].title if block.discussions else "",
    }
