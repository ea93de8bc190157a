"""The one way a guard says no: a sentence that the person will read."""


class Refused(Exception):
    """Raised by a `check_…` guard; its text is shown to the person as it is."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAllowedForYou(Refused):
    """This person may not do this, in any state: answered as 403, or as 404 where even existence is private."""


class NotPossibleNow(Refused):
    """Nobody may do this in the present state: shown beside the form, which keeps what was typed."""
