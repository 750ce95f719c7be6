"""Drawings that came with answers: drawn here in code, cleaned and kept as the answering page does; one is written down."""

import io
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from PIL import Image, ImageDraw

from engage.access.actors import Actor
from engage.audit import trail
from engage.database import writing
from engage.demo import every_kind
from engage.demo.sources import source
from engage.demo.walking import Asked, walk
from surveys.attachments import held
from surveys.transcripts import write_down
from surveys.uploads import Cleaned, Family, clean

SCREEN = "q_drawitus"
SIZE = (640, 440)
APART = timedelta(hours=31)
BLUE, GREEN, RED, YELLOW, BROWN, INK = "#2f7fd6", "#3a9a4b", "#d8392b", "#f5c518", "#8a5a2b", "#222222"


async def send_drawings(
    actor: Actor, consultation: UUID, survey: UUID, version: UUID, first: datetime
) -> None:
    """Let everybody of the texts answer with a drawing, and staff write down what the texts say is in it."""
    asked = Asked(every_kind.definition(), survey, version)
    for n, person in enumerate(source("sent")["people"]):
        moment = first + n * APART
        response = await walk(asked, person, moment, {SCREEN: _cleaned(DRAWINGS[person["draws"]])})
        if person["says"]:
            await _written_down(actor, consultation, survey, response, person["says"], moment + APART / 2)


async def _written_down(
    actor: Actor, consultation: UUID, survey: UUID, response: UUID, words: str, at: datetime
) -> None:
    file = next(iter((await held(response, SCREEN)).values()))
    async with writing():
        refused = await write_down(survey, file.id, words, actor.name, at, over="")
        assert refused is None, refused
        await trail.record(
            actor, "answer:transcribed", consultation, "Wrote down what a picture says",
            now=at, detail={"file": file.id, "question": SCREEN},
        )  # fmt: skip


def _cleaned(draw: Callable[[ImageDraw.ImageDraw], None]) -> Cleaned:
    paper = Image.new("RGB", SIZE, "white")
    draw(ImageDraw.Draw(paper))
    png = io.BytesIO()
    paper.save(png, "PNG")
    cleaned = clean(png.getvalue(), Family.picture)
    assert isinstance(cleaned, Cleaned), cleaned
    return cleaned


def _person(pen: ImageDraw.ImageDraw, x: int, y: int, color: str) -> None:
    """A stick figure with a smile; x, y is the middle of its head."""
    pen.ellipse((x - 24, y - 24, x + 24, y + 24), outline=color, width=6)
    pen.arc((x - 13, y - 13, x + 13, y + 13), 20, 160, fill=color, width=5)
    for dot in (x - 9, x + 9):
        pen.ellipse((dot - 3, y - 9, dot + 3, y - 3), fill=color)
    pen.line((x, y + 24, x, y + 88), fill=color, width=6)
    pen.line((x - 36, y + 30, x, y + 52, x + 38, y + 26), fill=color, width=6, joint="curve")
    pen.line((x - 24, y + 130, x, y + 88, x + 26, y + 130), fill=color, width=6, joint="curve")


def _sun(pen: ImageDraw.ImageDraw, x: int, y: int) -> None:
    pen.ellipse((x - 38, y - 38, x + 38, y + 38), fill=YELLOW)
    for dx, dy in ((0, 1), (1, 0), (0, -1), (-1, 0), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7)):
        pen.line((x + 48 * dx, y + 48 * dy, x + 68 * dx, y + 68 * dy), fill=YELLOW, width=7)


def _dog(pen: ImageDraw.ImageDraw, x: int, y: int) -> None:
    pen.rounded_rectangle((x, y, x + 84, y + 34), 14, fill=BROWN)
    pen.ellipse((x + 66, y - 32, x + 108, y + 8), fill=BROWN)
    pen.ellipse((x + 92, y - 18, x + 98, y - 12), fill="white")
    pen.line((x + 4, y + 8, x - 22, y - 18), fill=BROWN, width=8)
    for leg in (x + 10, x + 28, x + 56, x + 74):
        pen.line((leg, y + 28, leg, y + 60), fill=BROWN, width=9)


def _tree(pen: ImageDraw.ImageDraw, x: int, top: int) -> None:
    pen.rectangle((x - 13, top + 90, x + 13, 400), fill=BROWN)
    for dx, dy in ((-42, 40), (40, 44), (0, 0), (0, 62)):
        pen.ellipse((x + dx - 48, top + dy - 36, x + dx + 48, top + dy + 52), fill=GREEN)


def _pool(pen: ImageDraw.ImageDraw) -> None:
    _sun(pen, 90, 90)
    for x in (372, 404):
        pen.line((x, 120, x, 400), fill=INK, width=6)
    for y in range(160, 400, 34):
        pen.line((372, y, 404, y), fill=INK, width=5)
    pen.line((408, 128, 366, 130, 334, 164, 312, 250, 262, 330), fill=RED, width=16, joint="curve")
    pen.rounded_rectangle((40, 318, 350, 410), 30, fill=BLUE)
    for x in range(64, 300, 60):
        pen.arc((x, 344, x + 44, 372), 190, 350, fill="white", width=5)
    _person(pen, 160, 230, INK)
    _dog(pen, 470, 340)


def _park(pen: ImageDraw.ImageDraw) -> None:
    pen.line((20, 402, 620, 396), fill=GREEN, width=12)
    _sun(pen, 540, 90)
    _tree(pen, 120, 120)
    _tree(pen, 500, 200)
    _person(pen, 270, 262, BLUE)
    _person(pen, 370, 266, RED)


DRAWINGS: Mapping[str, Callable[[ImageDraw.ImageDraw], None]] = {"pool": _pool, "park": _park}
