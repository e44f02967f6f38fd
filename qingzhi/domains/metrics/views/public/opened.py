"""Open figures for everybody: the list, one indicator, its files, its chart as a picture and as a frame for other sites."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import condition, require_safe

from qingzhi.base import clock
from qingzhi.base.pages import charts
from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.assets import style
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.regions.models import Region
from qingzhi.base.regions.queries import prefectures, province

from ...queries.boards import BoardMap, change_of, map_of, tile_places, when
from ...queries.opened import OpenSeries, open_indicators, open_mark, open_rows, open_series
from ...queries.values import Value
from ...rules.chart_specs import Chart, line
from ...rules.open_formats import FORMATS

FRESH = 600  # seconds for which a copy may be shown without asking
COURSE = 12


def _etag(request: HttpRequest, code: str, **kwargs: Any) -> str | None:
    mark = open_mark(code)
    return f'"{mark}-{kwargs.get("kind", "")}-{style()[1]}"' if mark else None


@open_to_public
@require_safe
def index(request: PageRequest) -> HttpResponse:
    """Every open indicator with its latest figure."""
    home = province()
    rows = []
    for series in open_series(list(open_indicators()), [home]):
        values = series.of(home.code)
        rows.append({"series": series, "latest": values[-1] if values else None, "course": [one.value for one in values[-COURSE:]], "change": change_of(series.indicator, values)})  # fmt: skip
    return render(request, "metrics/open/index.html", {"rows": rows, "home": home, "formats": list(FORMATS)})


@open_to_public
@require_safe
def indicator(request: PageRequest, code: str) -> HttpResponse:
    """One open indicator: course, map, figures with their sources, files, how to embed it."""
    home, *below = _regions()
    series = _series(code, [home, *below])
    values = series.of(home.code)
    shown = {one.code: series.latest()[one.code] for one in below if one.code in series.latest()}
    shown = {key: value for key, value in shown.items() if value.value is not None}
    base = request.build_absolute_uri("/").rstrip("/")
    context = {
        "series": series,
        "home": home,
        "latest": values[-1] if values else None,
        "change": change_of(series.indicator, values),
        "chart": chart_of(series, home.code) if len(values) > 1 else None,
        "map": _map(series, home, below, shown),
        "figures": [one for one in reversed(series.figures) if one.region.code == home.code],
        "formats": list(FORMATS),
        "svg": base + reverse("metrics:open_svg", args=[code]),
        "frame": base + reverse("metrics:open_embed", args=[code]),
    }
    return render(request, "metrics/open/indicator.html", context)


@open_to_public
@require_safe
@condition(etag_func=_etag)
def download(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The figures of all regions as a file."""
    if kind not in FORMATS:
        raise Http404
    series = _series(code, _regions())
    media, write = FORMATS[kind]
    response = HttpResponse(write(open_rows(series), _about(request, series)), content_type=media)
    response["Content-Disposition"] = content_disposition_header(True, f"{code}.{kind}") or "attachment"
    response["Access-Control-Allow-Origin"] = "*"
    response["Link"] = f'<{reverse("metrics:open_indicator", args=[code])}#licence>; rel="license"'
    return _kept(response)


@open_to_public
@require_safe
@condition(etag_func=_etag)
def svg(request: HttpRequest, code: str) -> HttpResponse:
    """The chart as a picture of its own, with its name and source in it."""
    region = _region(request)
    series = _series(code, [region])
    found = chart_of(series, region.code)
    text = charts.as_file(found.spec, _title(series), _source(series, region.code), found.finding or "还没有数据。")
    return _kept(HttpResponse(text, content_type="image/svg+xml; charset=utf-8"))


@open_to_public
@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # its type knows views without parts of an address alone
@condition(etag_func=_etag)
def embed(request: HttpRequest, code: str) -> HttpResponse:
    """The chart as a page that other sites may frame; it carries no script, no session, nothing but the chart."""
    region = _region(request)
    series = _series(code, [region])
    context = {
        "series": series,
        "chart": chart_of(series, region.code),
        "title": _title(series),
        "source": _source(series, region.code),
        "url": request.build_absolute_uri(reverse("metrics:open_indicator", args=[code])),
    }
    return _kept(HttpResponse(render_to_string("metrics/open/embed.html", context)))


def chart_of(series: OpenSeries, region: str) -> Chart:
    """The course of a region's public figures."""
    points = [(one.period or when(one), one.value) for one in series.of(region)]
    return line({series.indicator.name: points}, unit=series.indicator.unit)


def _series(code: str, regions: Sequence[Region]) -> OpenSeries:
    opening = open_indicators().filter(indicator__code=code).first()
    if opening is None:
        raise Http404("not open to the public")
    return open_series([opening], regions)[0]


def _regions() -> list[Region]:
    return [province(), *prefectures().select_related("tile")]


def _region(request: HttpRequest) -> Region:
    asked = request.GET.get("region")
    return (prefectures().filter(code=asked).first() if asked else None) or province()


def _title(series: OpenSeries) -> str:
    return f"{series.indicator.name}（{series.indicator.unit}）"


def _source(series: OpenSeries, region: str) -> str:
    values = series.of(region)
    if not values:
        return ""
    return f"来源：{values[-1].source}；数据截至 {values[-1].as_of}"


def _about(request: HttpRequest, series: OpenSeries) -> dict[str, str]:
    """What a file says of itself."""
    return {
        "title": series.indicator.name,
        "meaning": series.indicator.meaning,
        "unit": series.indicator.unit,
        "licence": series.opening.licence,
        "basis": series.opening.basis,
        "published_by": series.opening.opened_by,
        "address": request.build_absolute_uri(reverse("metrics:open_indicator", args=[series.indicator.code])),
        "retrieved_on": clock.today().isoformat(),
    }


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = f"public, max-age={FRESH}"
    return response


def _map(series: OpenSeries, home: Region, below: Sequence[Region], shown: Mapping[str, Value]) -> BoardMap | None:
    """The prefectures as tiles that lead nowhere: their records are the desk's."""
    if len(shown) < 2:
        return None
    found = map_of(series.indicator, below, shown, tile_places(below), series.of(home.code))
    found.tiles = [replace(tile, url="", label="") for tile in found.tiles]
    return found
