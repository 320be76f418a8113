"""A native chart as the XML that PowerPoint and Word keep, with its numbers cached and pointing into a workbook."""

from __future__ import annotations

from html import escape

from xlsxwriter.utility import xl_col_to_name

from reformspor.look import palette
from reformspor.report.chart_pieces import (
    HAIR,
    TEXTURED,
    Dress,
    end_of,
    layout_at,
    letters_of,
    numbers_in,
    patterned,
    point,
    solid,
    texts_in,
    thin_line,
)
from reformspor.report.native import Native, Series
from reformspor.report.native_axes import NEAR, REGION
from reformspor.report.word import LOCALE

SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
SHEET = "Sheet1"
# Half a point.
EDGE = 6350
REGIONS = {LOCALE[lang]: region for lang, region in REGION.items()}
# Preset patterns, the nearest there are to those of the house.
PATTERNS = {
    "possible": "wdUpDiag",
    "merged": "dkDnDiag",
    "withheld": "smGrid",
    "lacking": "diagCross",
    "resting": "pct20",
}
MARKS = {
    "dot": "circle",
    "open": "diamond",
    "diamond": "diamond",
    "square": "square",
    "cross": "x",
    "arrow": "triangle",
}
# Lowest, highest and step of an axis; None where the program is to find them.
Ends = tuple[float | None, float | None, float | None]
MOST_DECIMALS = 4
NAMES, VALUES = "111111111", "222222222"


def chart_xml(native: Native, dress: Dress) -> bytes:
    """The whole part."""
    drawn = _points(native, dress) if native.kind == "points" else _named(native, dress)
    letters = letters_of(dress, palette("light").ink)
    body = (
        f'<c:autoTitleDeleted val="1"/><c:plotArea>{layout_at(dress.plot)}{drawn}</c:plotArea>{_key(native, dress)}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {SPACES}><c:date1904 val="0"/>'
        f'<c:roundedCorners val="0"/><c:chart>{body}</c:chart>{letters}</c:chartSpace>'
    ).encode()


def _named(native: Native, dress: Dress) -> str:
    """Bars and lines over the same names."""
    held = list(enumerate(native.series))
    bars = [(at, one) for at, one in held if one.mark == "bar" and native.kind != "lines"]
    lines = [(at, one) for at, one in held if (at, one) not in bars]
    axes = f'<c:axId val="{NAMES}"/><c:axId val="{VALUES}"/>'
    said = ""
    if bars:
        way = "bar" if native.kind == "bars" else "col"
        grouping = "stacked" if native.stacked else "clustered"
        gap = 30 if len(native.names) > 24 else 45
        series = "".join(_series(at, one, native, dress) for at, one in bars)
        said += (
            f'<c:barChart><c:barDir val="{way}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
            f'<c:gapWidth val="{gap}"/><c:overlap val="100"/>{axes}</c:barChart>'
        )
    if lines:
        series = "".join(_series(at, one, native, dress) for at, one in lines)
        said += (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>{axes}'
            "</c:lineChart>"
        )
    return said + _names_axis(native, dress) + _value_axis(native, dress)


def _points(native: Native, dress: Dress) -> str:
    series = "".join(_series(at, one, native, dress) for at, one in enumerate(native.series))
    ends: Ends = native.ends or (None, None, None)
    form = f"{REGIONS[dress.locale]}#,##0"
    over = _axis(NAMES, VALUES, "b", dress, ends, _as_steps(form, ends), grid=False)
    return (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}'
        f'<c:axId val="{NAMES}"/><c:axId val="{VALUES}"/></c:scatterChart>{over}{_value_axis(native, dress)}'
    )


def _series(at: int, one: Series, native: Native, dress: Dress) -> str:
    column = xl_col_to_name(at * 2 + 1 if native.kind == "points" else at + first_column(native))
    name = f"<c:tx>{texts_in(f'{SHEET}!${column}$1', [one.name])}</c:tx>"
    bar = one.mark == "bar" and native.kind in ("columns", "bars")
    first = f'<c:idx val="{at}"/><c:order val="{at}"/>{name}{_shape(one, bar=bar)}'
    # Some programs leave out series that are shorter than a later one.
    rows = max(len(other.values) for other in native.series)
    values = numbers_in(f"{SHEET}!${column}$2:${column}${rows + 1}", one.values, native.form, rows)
    if native.kind == "points":
        across = xl_col_to_name(at * 2)
        places = numbers_in(f"{SHEET}!${across}$2:${across}${rows + 1}", one.at, "General", rows)
        said = f'<c:xVal>{places}</c:xVal><c:yVal>{values}</c:yVal><c:smooth val="0"/>'
        return f"<c:ser>{first}{_marker(one)}{said}</c:ser>"
    names = _names(native, rows, dress)
    said = f"<c:cat>{names}</c:cat><c:val>{values}</c:val>"
    if bar:
        own = "".join(_own_bar(place, colour) for place, colour in enumerate(one.colours))
        return f'<c:ser>{first}<c:invertIfNegative val="0"/>{own}{_labels(native, dress)}{said}</c:ser>'
    return f'<c:ser>{first}{_marker(one)}{said}<c:smooth val="0"/></c:ser>'


def _names(native: Native, rows: int, dress: Dress) -> str:
    """What stands along the foot: days, parts of years under their years, or names."""
    where = f"{SHEET}!$A$2:$A${rows + 1}"
    if native.months:
        return numbers_in(where, [float(day) for day in native.months], month_form(dress.locale), rows)
    if not native.years:
        return texts_in(where, native.names)
    firsts = [at for at, year in enumerate(native.years) if at == 0 or year != native.years[at - 1]]
    levels = "".join(
        f"<c:lvl>{''.join(point(at, text) for at, text in level)}</c:lvl>"
        for level in (list(enumerate(native.names)), [(at, native.years[at]) for at in firsts])
    )
    held = f'<c:multiLvlStrCache><c:ptCount val="{rows}"/>{levels}</c:multiLvlStrCache>'
    return f"<c:multiLvlStrRef><c:f>{SHEET}!$A$2:$B${rows + 1}</c:f>{held}</c:multiLvlStrRef>"


def _as_steps(form: str, ends: Ends) -> str:
    """How the numbers along an axis are written: with the decimals its steps have, else as the form says."""
    low, _, step = ends
    if not step or "0" not in form:
        return form
    for decimals in range(MOST_DECIMALS + 1):
        if all(abs(value - round(value, decimals)) < NEAR for value in (low or 0.0, step)):
            return form.partition(".")[0] + (f".{'0' * decimals}" if decimals else "")
    return form


def month_form(locale: str) -> str:
    """How a month is written along the foot."""
    return f"{REGIONS[locale]}mmm yyyy"


def first_column(native: Native) -> int:
    """The column of a workbook its first series stands in: names stand before it, under years in two columns."""
    return 2 if native.years else 1


def _shape(one: Series, *, bar: bool) -> str:
    if bar:
        return f"<c:spPr>{_fill(one)}</c:spPr>"
    if one.mark == "dots":
        return '<c:spPr><a:ln w="28575"><a:noFill/></a:ln></c:spPr>'
    dash = {"dash": "dash", "dot": "sysDot"}.get(one.look.dash, "solid")
    width = 19050 if one.look.dash == "dot" else 34925
    line = f'{solid(one.look.colour)}<a:prstDash val="{dash}"/><a:round/>'
    return f'<c:spPr><a:ln w="{width}" cap="flat">{line}</a:ln></c:spPr>'


def _fill(one: Series) -> str:
    colour, pattern, ground = one.look.colour, one.look.pattern, palette("light").surface
    if one.cover:
        return f"{solid(ground)}<a:ln><a:noFill/></a:ln>"
    if pattern in ("missing", "frame"):
        return f'{solid(ground)}<a:ln w="{HAIR}">{solid(colour)}<a:prstDash val="dash"/></a:ln>'
    if pattern in PATTERNS:
        return f'{patterned(PATTERNS[pattern], colour, ground)}<a:ln w="{HAIR}">{solid(colour)}</a:ln>'
    # A line of the ground between parts that stand on each other tells them apart where colours are not seen.
    edge = f'<a:ln w="{EDGE}">{solid(ground)}</a:ln>'
    if one.look.texture:
        return f"{patterned(TEXTURED[one.look.texture], ground, colour)}{edge}"
    return f"{solid(colour)}{edge}"


def _own_bar(place: int, colour: str) -> str:
    """A bar of another colour than its series; one without a colour keeps its outline alone."""
    ground = colour == palette("light").surface
    line = f'<a:ln w="{HAIR}">{solid(palette("light").line2)}<a:prstDash val="dash"/></a:ln>' if ground else ""
    fill = f"<c:spPr>{solid(colour)}{line or '<a:ln><a:noFill/></a:ln>'}</c:spPr>"
    return f'<c:dPt><c:idx val="{place}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{fill}</c:dPt>'


def _marker(one: Series) -> str:
    if one.mark == "line":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    if one.look.pattern == "upright":
        symbol, size = "dash", 7
    else:
        symbol, size = MARKS.get(one.look.pattern, "circle"), 9
    line = f'<a:ln w="{2 * HAIR}">{solid(one.look.colour)}</a:ln>'
    shape = f"<c:spPr>{solid(one.look.colour)}{line}</c:spPr>"
    return f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/>{shape}</c:marker>'


def _labels(native: Native, dress: Dress) -> str:
    if not native.labelled:
        return ""
    position = '<c:dLblPos val="outEnd"/>' if not native.stacked else ""
    shown = "".join(f'<c:show{what} val="0"/>' for what in ("CatName", "SerName", "Percent", "BubbleSize"))
    form = f'<c:numFmt formatCode="{escape(native.form)}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>'
    letters = letters_of(dress, palette("light").ink)
    return f'<c:dLbls>{form}{letters}{position}<c:showLegendKey val="0"/><c:showVal val="1"/>{shown}</c:dLbls>'


def _key(native: Native, dress: Dress) -> str:
    shown = [at for at, one in enumerate(native.series) if not one.cover]
    if len(shown) < 2:
        return ""
    hidden = [at for at in range(len(native.series)) if at not in shown]
    left_out = "".join(f'<c:legendEntry><c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>' for at in hidden)
    top, high = dress.key
    layout = layout_at((0.0, top, 1.0, high), inner=False)
    letters = letters_of(dress, palette("light").ink)
    return f'<c:legend><c:legendPos val="t"/>{left_out}{layout}<c:overlay val="0"/>{letters}</c:legend>'


def _names_axis(native: Native, dress: Dress) -> str:
    lying = native.kind == "bars"
    order = "maxMin" if lying else "minMax"
    skip = dress.skip
    below = any(value is not None and value < 0 for one in native.series for value in one.values)
    side = "low" if below else "nextTo"
    # So little that it is not seen; without it, some programs break names into single letters.
    turn = 0 if skip == 1 or native.months else 1
    own = f"{thin_line(palette('light').line2)}{letters_of(dress, palette('light').ink, turn=turn)}"
    crossing = f'<c:crossAx val="{VALUES}"/><c:crosses val="autoZero"/>'
    marks = f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="{side}"/>{own}{crossing}'
    head = f'<c:axId val="{NAMES}"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
    place = f'<c:axPos val="{"l" if lying else "b"}"/>'
    if native.months:
        form = f'<c:numFmt formatCode="{escape(month_form(dress.locale))}" sourceLinked="0"/>'
        return (
            f'<c:dateAx>{head}{place}{form}{marks}<c:auto val="0"/><c:lblOffset val="60"/>'
            f'<c:baseTimeUnit val="months"/><c:majorUnit val="{skip}"/><c:majorTimeUnit val="months"/></c:dateAx>'
        )
    form = '<c:numFmt formatCode="General" sourceLinked="0"/>'
    skips = f'<c:tickLblSkip val="{skip}"/><c:tickMarkSkip val="{skip}"/>' if not native.years else ""
    return (
        f'<c:catAx>{head}{place}{form}{marks}<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="60"/>{skips}'
        f'<c:noMultiLvlLbl val="{0 if native.years else 1}"/></c:catAx>'
    )


def _value_axis(native: Native, dress: Dress) -> str:
    ends = (native.low, native.high, native.step)
    if native.kind != "bars":
        form = _as_steps(native.form, ends)
        return _axis(VALUES, NAMES, "l", dress, ends, form, grid=all(not one.cover for one in native.series))
    return (
        f'<c:valAx><c:axId val="{VALUES}"/><c:scaling><c:orientation val="minMax"/>{end_of("max", native.high)}'
        f'{end_of("min", native.low)}</c:scaling><c:delete val="1"/>'
        f'<c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="{NAMES}"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _axis(
    name: str,
    other: str,
    side: str,
    dress: Dress,
    ends: Ends,
    form: str,
    *,
    grid: bool,
) -> str:
    low, high, step = ends
    lines = f"<c:majorGridlines>{thin_line(palette('light').line)}</c:majorGridlines>" if grid else ""
    own = thin_line(palette("light").line2) if side == "b" else "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
    between = "midCat" if side == "b" else "between"
    letters = letters_of(dress, palette("light").ink2, turn=0)
    reach = end_of("max", high) + end_of("min", low)
    unit = f'<c:majorUnit val="{step!r}"/>' if step else ""
    return (
        f'<c:valAx><c:axId val="{name}"/><c:scaling><c:orientation val="minMax"/>{reach}</c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/>{lines}'
        f'<c:numFmt formatCode="{escape(form)}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{own}{letters}'
        f'<c:crossAx val="{other}"/><c:crosses val="min"/><c:crossBetween val="{between}"/>{unit}</c:valAx>'
    )
