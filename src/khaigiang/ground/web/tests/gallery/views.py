"""Shows one page of the gallery."""

from functools import cache
from pathlib import Path

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django_cotton.compiler_regex import CottonCompiler

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web.http import page
from khaigiang.ground.web.tests.gallery import content
from khaigiang.ground.web.tests.gallery.forms import FilterForm, OfficialForm

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(page.stem for page in PAGES.glob("*.html"))


def show(request: HttpRequest, name: str) -> HttpResponse:
    """A page of the gallery, filled with everything that any of them shows."""
    form = OfficialForm(request.POST or None)
    context = vars(content) | {
        "form": form,
        "filters": FilterForm(request.GET),
        "page": Paginator(content.PEOPLE, 50).get_page(request.GET.get("page")),
    }
    if "told" in request.GET:
        messages.success(request, "Đã lưu điểm của 107 học viên.")
    return HttpResponse(_compiled(name).render(RequestContext(request, context)))


def refuse(_request: HttpRequest) -> HttpResponse:
    """An act that the rules refuse."""
    sentence = "Lớp 4 đã khóa điểm. Xin mở lại kết quả trước khi sửa."
    raise DomainError(sentence)


def tell(request: HttpRequest) -> HttpResponse:
    """A part with a message beside it, as htmx asks for it."""
    messages.success(request, "Đã chấp nhận 19 đồng chí.")
    return page(request, "web/refusal.html", {"refusal": "Phần mới", "back_url": "/"}, partial="beside")


@cache
def _compiled(name: str) -> Template:
    return Template(CottonCompiler().process((PAGES / f"{name}.html").read_text(encoding="utf-8")))
