"""Refusals of this room, in the reader's words."""

from barnraise.refusals import Refusal


class CannotBeMade(Refusal):
    """A document could not be made or is not complete; the sentence says what to do instead."""

    status = 409


class NoSuchCode(Refusal):
    """A code as on a paper form that names nothing here."""

    status = 422
