"""The two layouts of official papers, Party and State: the one place for their words, sizes and margins.

Sizes are in points, lengths in millimetres. Party: Hướng dẫn 36-HD/VPTW of 3/4/2018, Appendix 3 (its margins, the rule
under the abstract and the style of "Kính gửi" are common practice). State: Nghị định 30/2020/NĐ-CP, Appendix I.
"""

from dataclasses import dataclass
from typing import Final

from khaigiang.papers.values import SkinName


@dataclass(frozen=True, slots=True, kw_only=True)
class Skin:
    """How one family of official papers looks."""

    name: SkinName

    banner: str
    banner_size: int
    motto: str
    motto_size: int
    issuer_size: int
    asterisk: bool
    heading_columns: tuple[int, int]

    number_label: str
    number_size: int
    place_size: int
    letter_subject_prefix: str
    letter_subject_size: int
    letter_subject_italic: bool
    addressee_italic: bool

    kind_size: int
    abstract_size: int
    abstract_rule: str
    text_size: int
    text_indent: int
    grounds_italic: bool
    grounds_dash: bool

    sign_size: int
    sign_title_bold: bool
    recipients_label_size: int
    recipients_label_style: str
    recipients_size: int

    margin_top: int
    margin_bottom: int
    margin_left: int
    margin_right: int

    @property
    def text_width(self) -> int:
        """The width of the text on an upright A4 page."""
        return 210 - self.margin_left - self.margin_right


PARTY: Final = Skin(
    name="party",
    banner="ĐẢNG CỘNG SẢN VIỆT NAM",
    banner_size=15,
    motto="",
    motto_size=14,
    issuer_size=14,
    asterisk=True,
    heading_columns=(80, 85),
    number_label="Số ",
    number_size=14,
    place_size=14,
    letter_subject_prefix="",
    letter_subject_size=12,
    letter_subject_italic=True,
    addressee_italic=True,
    kind_size=16,
    abstract_size=14,
    abstract_rule="dashes",
    text_size=14,
    text_indent=12,
    grounds_italic=False,
    grounds_dash=True,
    sign_size=14,
    sign_title_bold=False,
    recipients_label_size=14,
    recipients_label_style="underline",
    recipients_size=12,
    margin_top=20,
    margin_bottom=20,
    margin_left=30,
    margin_right=15,
)

STATE: Final = Skin(
    name="state",
    banner="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    banner_size=13,
    motto="Độc lập - Tự do - Hạnh phúc",
    motto_size=14,
    issuer_size=13,
    asterisk=False,
    heading_columns=(65, 100),
    number_label="Số: ",
    number_size=13,
    place_size=14,
    letter_subject_prefix="V/v ",
    letter_subject_size=12,
    letter_subject_italic=False,
    addressee_italic=False,
    kind_size=14,
    abstract_size=14,
    abstract_rule="line",
    text_size=14,
    text_indent=12,
    grounds_italic=True,
    grounds_dash=False,
    sign_size=14,
    sign_title_bold=True,
    recipients_label_size=12,
    recipients_label_style="bold-italic",
    recipients_size=11,
    margin_top=20,
    margin_bottom=20,
    margin_left=30,
    margin_right=15,
)

SKINS: Final[dict[SkinName, Skin]] = {skin.name: skin for skin in (PARTY, STATE)}
