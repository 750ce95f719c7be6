"""Files of a form on their way into the database: cleaned aside, so that other people's pages do not wait for it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from engage.web.sent_files import SentFile
from surveys.answers import Problem
from surveys.uploads import Cleaned, Family, clean
from surveys.uploads.sentences import PICTURE_TOO_BIG, RECORDING_TOO_BIG

# two at a time in each process: decoding a large picture takes a hundred megabytes for a moment
_cleaners = ThreadPoolExecutor(2, thread_name_prefix="cleaning")


async def cleaned_file(sent: SentFile, *families: Family) -> Cleaned | Problem:
    """A file of one of these families without what tells about it, or what to do. It can be read again afterwards."""
    if not sent.is_whole:
        return RECORDING_TOO_BIG if families == (Family.recording,) else PICTURE_TOO_BIG
    return await asyncio.get_running_loop().run_in_executor(_cleaners, _cleaned, sent, families)


def _cleaned(sent: SentFile, families: tuple[Family, ...]) -> Cleaned | Problem:
    """Read only here, so that no more than two files are ever whole in memory."""
    sent.file.seek(0)
    return clean(sent.file.read(), *families)
