"""The picture: every piece is drawn, told apart without color, and safe in any page."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from barnraise.ui import picture
from barnraise.ui.courses import MAX_COURSES, MAX_PIECES, PARTS, lay_out
from barnraise.ui.ink import INKS, PANE, PAPER
from barnraise.ui.picture import LOOKS, BarnPiece, Course, draw, swatch

SHEET = Path(picture.__file__).parent / "static/ui/css/60-picture.css"
SHAPE = (6, 4, 5, 6, 5)
HOSTILE = "</title><script>alert(1)</script>\" onload='x' & \x00\x0b\x1b\ud800\uffff ]]>"

words = st.one_of(st.text(max_size=30), st.just(HOSTILE))
pieces = st.builds(
    BarnPiece,
    look=st.sampled_from(LOOKS),
    title=words,
    href=st.one_of(st.just(""), st.just("/w/a?b=1&c=2#d"), st.just("javascript:alert(1)"), words),
)
built = st.lists(
    st.builds(Course, title=words, pieces=st.lists(pieces, max_size=15).map(tuple)), max_size=10
)


def courses_of(counts: tuple[int, ...], look: str = "solid", href: str = "") -> list[Course]:
    return [
        Course(
            f"Course {number}", tuple(BarnPiece(look, f"{number}.{i}", href) for i in range(count))
        )
        for number, count in enumerate(counts, 1)
    ]


def drawn(courses: list[Course], **options: bool) -> str:
    return draw(courses, title="What is standing", description="All of it.", **options)


def classes(svg: str) -> list[str]:
    return [each.get("class", "") for each in ElementTree.fromstring(svg).iter()]


def named(svg: str, name: str) -> list[str]:
    return [each for each in classes(svg) if name in each.split()]


def points(path: str) -> list[tuple[float, float]]:
    """Every point a path's absolute commands name, control points included."""
    found, x = [], 0.0
    for command, text in re.findall(r"([MLQVHhz])([^MLQVHhz]*)", path):
        values = [float(value) for value in text.split()]
        if command == "V":
            found.append((x, values[0]))
        elif command in "MLQ":
            found += list(zip(values[::2], values[1::2], strict=True))
            x = found[-1][0]
    return found


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_has_its_class_on_every_piece(look):
    assert len(named(drawn(courses_of(SHAPE, look)), look)) == sum(SHAPE)
    assert len(named(swatch(look), look)) == 1


def test_looks_differ_without_color():
    drawings = {look: swatch(look) for look in LOOKS}
    assert len(set(drawings.values())) == len(LOOKS)
    assert len(named(drawings["cracked"], "crack")) == len(named(drawings["faint"], "strike")) == 1
    sheet = SHEET.read_text()
    assert re.search(r"\.dashed \{[^}]*--dash: 6 4", sheet)
    assert re.search(r"\.dotted \{[^}]*--dash: \.1 5", sheet)


def test_an_unknown_look_is_refused_by_name():
    with pytest.raises(ValueError, match="look is 'shiny'; it must be one of solid, tint"):
        BarnPiece("shiny")


@pytest.mark.parametrize("ident", ["", "two words", "1st", 'a"b'])
def test_an_ident_that_is_no_name_is_refused(ident):
    with pytest.raises(ValueError, match="ident"):
        draw([], title="", description="", ident=ident)


@given(built)
def test_any_courses_make_well_formed_drawings_with_every_piece(courses):
    svg = draw(courses, title=HOSTILE, description=HOSTILE)
    root = ElementTree.fromstring(svg)
    wanted = [piece for course in courses for piece in course.pieces]
    shown = [each for each in root.iter() if "piece" in each.get("class", "").split()]
    assert [each.get("class") for each in shown] == [f"piece {piece.look}" for piece in wanted]
    assert {each.tag for each in root.iter()} <= {"svg", "title", "desc", "g", "a", "path"}
    allowed = {"class", "d", "href", "id", "role", "viewBox", "aria-labelledby", "aria-describedby"}
    assert {name for each in root.iter() for name in each.keys()} <= allowed  # noqa: SIM118
    assert not any(each.get("href", "").startswith("javascript") for each in root.iter())


@given(st.lists(st.integers(0, 15), max_size=9).map(tuple), st.sampled_from(LOOKS))
@example((15,) * 4, "cracked")
@example((7, 0, 0, 0, 15), "faint")
def test_everything_drawn_stays_inside_the_frame(counts, look):
    svg = drawn(courses_of(counts, look))
    root = ElementTree.fromstring(svg)
    left, top, width, height = map(float, root.get("viewBox").split())
    for path in root.iter("path"):
        for x, y in points(path.get("d")):
            assert left <= x <= left + width
            assert top <= y <= top + height


@given(st.lists(st.integers(0, 15), max_size=8).map(tuple))
def test_every_piece_has_an_area_to_point_at(counts):
    for _, shapes in lay_out(counts).courses:
        for shape in shapes:
            across, down = zip(*shape.corners, strict=True)
            assert max(across) - min(across) > 5
            assert max(down) - min(down) > 5


def test_the_same_courses_always_make_the_same_drawing():
    courses = courses_of(SHAPE, "cracked")
    first = drawn(courses)
    lay_out.cache_clear()
    assert drawn(courses) == first


def test_text_is_escaped_and_control_characters_are_dropped():
    svg = draw(
        [Course(HOSTILE, (BarnPiece("solid", HOSTILE, "/a"),))], title=HOSTILE, description=HOSTILE
    )
    assert "<script" not in svg
    assert "&lt;/title&gt;&lt;script&gt;" in svg
    assert not re.search("[\x00-\x1f\ud800\uffff]", svg)


def test_a_page_gets_no_style_and_no_script():
    svg = drawn(courses_of(SHAPE, "cracked", "/a"))
    assert "style" not in svg
    assert "script" not in svg


def test_a_file_carries_its_own_style_and_size():
    root = ElementTree.fromstring(drawn(courses_of(SHAPE), standalone=True))
    spaced = {"s": "http://www.w3.org/2000/svg"}
    style = root.find("s:style", spaced)
    assert style is not None
    assert "var(" not in (style.text or "")
    assert root.get("width")


def test_links_are_links_inside_a_document_and_an_image_has_none():
    linked = ElementTree.fromstring(drawn(courses_of(SHAPE, href="/a")))
    assert linked.get("role") == "graphics-document"
    assert len(list(linked.iter("a"))) == sum(SHAPE)
    assert all(link.findtext("title") for link in linked.iter("a"))
    for still in (
        drawn(courses_of(SHAPE, href="/a"), links=False),
        drawn(courses_of(SHAPE)),
        drawn(courses_of(SHAPE, href=" java\nscript:alert(1)")),
        drawn(courses_of(SHAPE, href="JAVA\x00script:alert(1)")),
        drawn(courses_of(SHAPE, href="data:text/html,x")),
    ):
        root = ElementTree.fromstring(still)
        assert root.get("role") == "img"
        assert not list(root.iter("a"))


def test_name_and_description_hang_on_the_ident():
    root = ElementTree.fromstring(draw([], title="A", description="B", ident="here"))
    ids = {each.get("id"): each.text for each in root.iter() if each.get("id")}
    assert ids == {root.get("aria-labelledby"): "A", root.get("aria-describedby"): "B"}


def test_pieces_come_in_the_order_of_the_courses():
    titles = [each.text for each in ElementTree.fromstring(drawn(courses_of(SHAPE))).iter("title")]
    assert [title for title in titles if "." in title] == [
        f"{number}.{index}" for number, count in enumerate(SHAPE, 1) for index in range(count)
    ]


@pytest.mark.parametrize("count", range(1, MAX_COURSES + 1))
def test_any_full_number_of_courses_has_a_roof_or_walls(count):
    parts = {part for part, _ in lay_out((4,) * count).courses}
    assert len(parts) == count
    assert parts & {"roof", "wall"}


def test_five_courses_are_stones_posts_beams_roof_and_walls():
    assert [part for part, _ in lay_out(SHAPE).courses] == list(PARTS[:5])


@pytest.mark.parametrize(
    ("counts", "plain"),
    [
        ((12,) * 5, False),
        ((13, 12, 12, 12, 12), True),
        ((1,) * 8, False),
        ((1,) * 9, True),
        ((16,), True),
    ],
)
def test_very_many_pieces_become_plain_rows(counts, plain):
    assert (sum(counts) > MAX_PIECES or len(counts) > MAX_COURSES or max(counts) > 15) is plain
    assert lay_out(counts).plain is plain
    assert bool(named(drawn(courses_of(counts)), "plain")) is plain


@pytest.mark.parametrize("posts", range(1, 16))
@pytest.mark.parametrize("walls", range(1, 16))
def test_no_post_stands_in_front_of_a_door(posts, walls):
    shapes = dict(lay_out((3, posts, 3, 3, walls)).courses)
    doors = [points(each.door) for each in shapes["wall"] if each.door]
    assert 1 <= len(doors) <= 2
    for post in shapes["post"]:
        left, right = post.corners[0][0], post.corners[1][0]
        for rectangle in re.findall(r"M([^Mz]+)z", "".join(each.door for each in shapes["wall"])):
            across = [float(value) for value in rectangle.split()[::2]]
            assert right <= min(across) or left >= max(across)


def test_the_usual_picture_is_small():
    address = "/w/0123456789ab/stage/1/#answer-goal-setting"
    assert len(drawn(courses_of(SHAPE, href=address)).encode()) < 12_000


def test_files_and_pages_share_their_daylight_inks():
    light = SHEET.read_text().split("@media")[0]
    tokens = dict(re.findall(r"--([\w-]+): (#\w+)", light))
    assert {part: (tokens[part], tokens[f"{part}-tint"]) for part in PARTS} == INKS
    assert (tokens["paper"], tokens["pane"]) == (PAPER, PANE)


def luminance(color: str) -> float:
    digits = color.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    levels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4 for level in levels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1])
def test_pieces_stand_out_from_the_paper_and_in_place_from_under_way(scheme):
    block = re.findall(r"\.picture \{(\s*--paper[^}]*)\}", SHEET.read_text())[scheme]
    tokens = dict(re.findall(r"--([\w-]+): (#\w+)", block))
    for part in PARTS:
        assert contrast(tokens[part], tokens["paper"]) >= 3
        assert contrast(tokens[part], tokens["unsure"]) >= 3
        assert contrast(tokens[part], tokens[f"{part}-tint"]) >= 2.5
    assert contrast(tokens["aside"], tokens["paper"]) >= 3
