"""Every answer that is not what was asked for: one calm page, one sentence, what to do next."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from barnraise.house.form_errors import why_turned_away, why_unreadable, words_in
from barnraise.house.server.body import Shortfall
from barnraise.house.server.environ import SHORTFALL
from barnraise.ledger import durability
from barnraise.ledger.db_errors import LogGone, Unavailable, trouble_in
from barnraise.refusals import Gone, NoLength, NotNow, Refusal, TooLarge
from barnraise.workbook.ledger_words import log_gone_sentence, trouble_sentence

Handler = Callable[[HttpRequest], HttpResponse]


def _page(
    request: HttpRequest, status: int, sentence: str, words: Sequence[str] = ()
) -> HttpResponse:
    if _is_for_script(request):
        return JsonResponse({"sentence": sentence}, status=status)
    context = {"sentence": sentence, "status": status, "words": words}
    return render(request, "ui/refusal.html", context, status=status)


class Refusals:
    """Middleware that answers a `Refusal` raised anywhere below with its sentence.

    Trouble with the database is one: it is told as what it is, and not as a fault of ours.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if shortfall := request.META.get(SHORTFALL):
            return _answer(request, _refusal_of_body(shortfall))
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal into its page, or for a script into JSON; anything else goes on."""
        if trouble := trouble_in(exception):
            durability.report(trouble)
            exception = Unavailable(trouble)
        refusal = _refusal_of(exception)
        return _answer(request, refusal) if refusal else None


def _refusal_of(exception: Exception) -> Refusal | None:
    """What a person is told of it; None for what is our own fault."""
    match exception:
        case Refusal():
            return exception
        case Unavailable(trouble=trouble, words=words):
            sentence = trouble_sentence(trouble)
            refusal = NotNow(sentence, status=trouble.status, retry_after=trouble.retry_after)
            refusal.words = words
            return refusal
        case LogGone():
            return Gone(log_gone_sentence())
    return None


def _refusal_of_body(shortfall: Shortfall) -> Refusal:
    """Why what was sent did not arrive whole."""
    match shortfall:
        case Shortfall.LARGE:
            return TooLarge(_("That is more than can be sent at once."))
        case Shortfall.UNSIZED | Shortfall.CUT:
            return NoLength(_("What was sent did not say how long it is."))
        case Shortfall.CROWDED:
            sentence = _("Very much is being sent here just now. Please try again in a minute.")
            return NotNow(sentence, status=503, retry_after=30)
        case Shortfall.SLOW:
            sentence = _("The connection was too slow to send this. Please try again.")
            return NotNow(sentence, status=503, retry_after=1)


def _is_for_script(request: HttpRequest) -> bool:
    """Whether a script reads the answer: it asks for JSON, or says so by its header."""
    is_json = request.content_type == "application/json"
    return is_json or "X-Barnraise" in request.headers or not request.accepts("text/html")


def _answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if isinstance(refusal, NotNow) and not _is_for_script(request):
        response = not_now(request, refusal)
    else:
        words = refusal.words or words_in(request)
        response = _page(request, refusal.status, refusal.sentence, words)
    if refusal.retry_after:
        response["Retry-After"] = str(refusal.retry_after)
    return response


def not_now(request: HttpRequest, refusal: NotNow) -> HttpResponse:
    """503 or 507: what is wrong with the machine, what still works, and the same asked again."""
    context = {
        "sentence": refusal.sentence,
        "words": refusal.words,
        "sent": _sent(request),
    }
    return render(request, "ui/not_now.html", context, status=refusal.status)


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form held, so that one button can send it once more; files must be chosen anew."""
    if request.method != "POST" or request.FILES:
        return []
    return [(name, each) for name, given in request.POST.lists() for each in given]


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same bytes for what never was and for what this browser may not see."""
    sentence = _("There is nothing here that this browser can open. A private link may help.")
    return _page(request, 404, sentence)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when a form came without what every form of this site has, by its true cause."""
    return _page(request, 403, why_turned_away(request, reason), words_in(request))


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: not a request we can read."""
    return _page(request, 400, why_unreadable(exception))


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    sentence = _(
        "Something broke on our side. What was saved before is safe. "
        "Go back, copy your words, and try again in a moment."
    )
    return _page(request, 500, sentence)
