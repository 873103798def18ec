"""Why a request is not answered as asked, in the reader's words; `house.errors` shows them."""


class Refusal(Exception):  # noqa: N818  named as people say it
    """A sentence for the person, and the status of the answer."""

    status = 400
    retry_after = 0  # seconds after which to ask again; 0 when that would help nothing
    words: tuple[str, ...] = ()  # what somebody wrote and may want to copy meanwhile

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Forbidden(Refusal):
    """Known here, but not in this role."""

    status = 403


class TooLong(Refusal):
    """More than fits; nothing of it is cut, and all of it is given back."""

    status = 422


class WrongMoment(Refusal):
    """Allowed, but not now."""

    status = 409


class Gone(Refusal):
    """It was here, and this person knew it; it was removed for good."""

    status = 410


class NoLength(Refusal):
    """A request whose end nobody could tell from a broken line."""

    status = 411


class TooLarge(Refusal):
    """More than one request may bring."""

    status = 413


class TooMany(Refusal):
    """Asked too often; `retry_after` is in seconds."""

    status = 429

    def __init__(self, sentence: str, *, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class NotNow(Refusal):
    """Allowed, but the machine cannot do it now; the same may be asked again later."""

    def __init__(self, sentence: str, *, status: int, retry_after: int) -> None:
        super().__init__(sentence)
        self.status, self.retry_after = status, retry_after
