"""Show it: a photo or another file from the device, or words."""

from surveys.questions.sending import Sending

N_ = str


class Photo(Sending):
    name = "Show it"
    about = "People send a photo or a file, or write instead. Only your team sees it."
    one = N_("A picture or file")
    paper_instruction = N_("You can put a photo in the envelope with this paper. Leave out faces and names.")


TYPE = Photo()
