"""The picture on the page to read: drawn here in code, in the colours of the site, cleaned and kept as staff would add it."""

import io
from datetime import datetime
from uuid import UUID

from PIL import Image, ImageDraw

from surveys.definition import Definition
from surveys.editing import changed, replace_question
from surveys.media import MediaFile, add_media
from surveys.uploads import Cleaned, Family, clean

PAGE = "q_outabout"
SAYS = "Two people wait at a bus stop beside a tree. The bus is coming."
EASY_SAYS = "Two people wait for the bus."
SIZE = (960, 540)
SKY, GROUND, ROAD, INK = "#DDEFEC", "#F2EADD", "#D9CDBB", "#2B2140"
TIDE, SEA, BUTTER, APRICOT = "#0B5460", "#93CBC6", "#FFDF8E", "#F5B78E"


async def with_picture(definition: Definition, survey: UUID, now: datetime) -> Definition:
    """The survey with its picture, which is kept with it."""
    file = await add_media(survey, _cleaned(), SAYS, now)
    asked = definition.question(PAGE)
    assert isinstance(file, MediaFile), file
    assert asked
    says = {"en": SAYS, "en-simple": EASY_SAYS}
    return replace_question(definition, changed(asked, picture=file.id, picture_says=says))


def _cleaned() -> Cleaned:
    paper = Image.new("RGB", SIZE, SKY)
    _scene(ImageDraw.Draw(paper))
    png = io.BytesIO()
    paper.save(png, "PNG")
    cleaned = clean(png.getvalue(), Family.picture)
    assert isinstance(cleaned, Cleaned), cleaned
    return cleaned


def _scene(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((0, 400, 960, 540), fill=GROUND)
    pen.rectangle((0, 430, 960, 540), fill=ROAD)
    pen.ellipse((800, 50, 890, 140), fill=BUTTER, outline=INK, width=5)
    _tree(pen, 130)
    _bus(pen, 560, 210)
    pen.line((300, 400, 300, 150), fill=INK, width=8)
    pen.rounded_rectangle((255, 110, 345, 180), 12, fill=TIDE, outline=INK, width=5)
    _person(pen, 385, SEA)
    _person(pen, 465, APRICOT)


def _tree(pen: ImageDraw.ImageDraw, x: int) -> None:
    pen.rectangle((x - 12, 280, x + 12, 402), fill=APRICOT, outline=INK, width=5)
    pen.ellipse((x - 95, 120, x + 95, 310), fill=SEA, outline=INK, width=5)


def _person(pen: ImageDraw.ImageDraw, x: int, colour: str) -> None:
    pen.rounded_rectangle((x - 32, 292, x + 32, 402), 26, fill=colour, outline=INK, width=5)
    pen.ellipse((x - 28, 226, x + 28, 282), fill=BUTTER, outline=INK, width=5)
    for eye in (x - 11, x + 9):
        pen.ellipse((eye, 248, eye + 6, 254), fill=INK)
    pen.arc((x - 13, 246, x + 13, 270), 25, 155, fill=INK, width=4)


def _bus(pen: ImageDraw.ImageDraw, x: int, y: int) -> None:
    pen.rounded_rectangle((x, y, x + 350, y + 200), 24, fill=BUTTER, outline=INK, width=6)
    for window in range(x + 24, x + 330, 80):
        pen.rounded_rectangle((window, y + 30, window + 62, y + 96), 8, fill=SKY, outline=INK, width=5)
    pen.line((x + 4, y + 130, x + 346, y + 130), fill=INK, width=5)
    for wheel in (x + 80, x + 270):
        pen.ellipse((wheel - 36, y + 166, wheel + 36, y + 238), fill=INK)
        pen.ellipse((wheel - 14, y + 188, wheel + 14, y + 216), fill=GROUND)
