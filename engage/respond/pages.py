"""Every page of the people who answer."""

from litestar import Router

from engage.respond import (
    asking,
    attaching,
    checking,
    coming_back,
    my_words,
    practising,
    starting,
    telling,
    testing,
    thanking,
)
from engage.respond.elsewhere import embedding

router = Router(
    "/",
    route_handlers=[
        starting.start,
        starting.begin_answering,
        telling.age,
        telling.tell_age,
        telling.notice,
        practising.practice,
        practising.try_it,
        asking.question,
        asking.answer,
        attaching.own_file,
        checking.check,
        checking.send,
        thanking.thanks,
        thanking.leave,
        coming_back.stopped,
        coming_back.resume,
        coming_back.go_on,
        my_words.ask,
        my_words.open_words,
        my_words.answers,
        my_words.change,
        my_words.quoting,
        my_words.ask_to_delete,
        my_words.delete,
        my_words.deleted,
        my_words.close,
        embedding.embedded,
        testing.router,
    ],
)
