"""What the forms of a grading rule and of the parts of a mark begin with: no school starts from an empty page."""

from decimal import Decimal
from typing import Final

from django.utils.translation import gettext_lazy as _

FIRST_RULE: Final = {
    "name": _("School rule on the classification of results"),
    # Decision 268/QĐ-HVCT-HCQG of 2010, art. 15: written for intermediate theory courses, later replaced.
    "citation": _("School rule, modelled on Decision 268/QĐ-HVCT-HCQG (2010), article 15"),
    "absence_limit_percent": 20,
}
FIRST_BANDS: Final[list[dict[str, object]]] = [
    {"name": "Xuất sắc", "min_mean": Decimal(9), "min_part": Decimal(8), "passes": True},
    {"name": "Giỏi", "min_mean": Decimal(8), "min_part": Decimal(7), "passes": True},
    {"name": "Khá", "min_mean": Decimal(7), "min_part": Decimal(6), "passes": True},
    {"name": "Trung bình", "min_mean": Decimal(5), "min_part": Decimal(5), "passes": True},
    {"name": "Không đạt", "min_mean": Decimal(0), "min_part": Decimal(0), "passes": False},
]
FIRST_PARTS: Final[list[dict[str, object]]] = [
    {"name": "Chuyên cần, thảo luận", "weight": 20},
    {"name": "Bài kiểm tra", "weight": 30},
    {"name": "Bài thu hoạch", "weight": 50},
]
