"""English words that hold sentences together and say nothing about the subject. "Not", "no" and "never" are kept in."""

from __future__ import annotations

STOPWORDS = frozenset(
    """
    a about above after again all also am an and any are aren't as at be because been before being below between both
    but by can could couldn't did didn't do does doesn't doing don't dont down during each either etc even ever every few
    for from further get gets getting got had hadn't has hasn't have haven't having he he's her here here's hers herself
    him himself his how how's however i i'd i'll i'm i've if im in into is isn't it it's its itself ive just let let's
    like lot lots made make makes making many may maybe me might more most much must my myself nor now of off often ok on
    once one ones only or other others otherwise ought our ours ourselves out over own per perhaps put quite rather
    really s same say says see seem seems she she's should shouldn't since so some something sometimes somewhere such t
    take than that that's thats the their theirs them themselves then there there's these they they'd they're they've
    thing things this those though through thus till to too two under until up upon us use used very via was wasn't way
    we we'd we'll we're we've well went were weren't what what's when where where's whether which while who who's whom
    whose why will with within without won't would wouldn't yet you you'd you'll you're you've your yours yourself
    yourselves able across actually almost along already although always among another anyone anything anyway around
    away back come comes coming done else enough give given gives giving go goes going gone know keep kind little
    need needed needs new nobody old part people please possible probably said soon sort still sure tell thank thanks
    think thought told took try trying want wanted wants whole yes
    hes shes theyre dont didnt doesnt isnt wasnt cos coz gonna tho abit till cuz u ur ill id lol nan mom mum dad
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
