"""docs/reference/commands.md: every command, from the command line's own parser."""

from argparse import Action, ArgumentParser, BooleanOptionalAction, _HelpAction, _SubParsersAction
from collections.abc import Iterator, Sequence

from tools.pages import page, ready, table


def make() -> dict[str, str]:
    """The page."""
    ready()
    from barnraise.house.cli.main import parser

    return {
        "docs/reference/commands.md": page(
            "Commands",
            "`make run` installs the program into `.venv`; the command is then "
            "`.venv/bin/barnraise`. `python -m barnraise` is the same.",
            _about(parser()),
            *_sections(parser(), "barnraise", ""),
        )
    }


def _about(parser: ArgumentParser) -> str:
    return (parser.description or "").strip()


def _sections(parser: ArgumentParser, name: str, about: str) -> Iterator[str]:
    """A command's own words, then those of the commands under it."""
    below = under(parser)
    if not below:
        yield f"## `{name}`"
        yield f"{about[:1].upper()}{about[1:]}." if about else ""
        yield f"```\n{' '.join([name, *(_usage(each) for each in _own(parser))])}\n```"
        rows = [(_named(each), _meaning(each)) for each in _own(parser)]
        yield table(("Word", "Meaning"), rows) if rows else ""
        return
    for word, (other, help_text) in below.items():
        yield from _sections(other, f"{name} {word}", help_text)


def under(parser: ArgumentParser) -> dict[str, tuple[ArgumentParser, str]]:
    """The commands under a parser, each with its parser and its line of help."""
    found: dict[str, tuple[ArgumentParser, str]] = {}
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            told = {choice.dest: choice.help or "" for choice in action._choices_actions}
            found |= {word: (one, told.get(word, "")) for word, one in action.choices.items()}
    return found


def _own(parser: ArgumentParser) -> list[Action]:
    kept = [
        each
        for each in parser._actions
        if not isinstance(each, _HelpAction | _SubParsersAction) and each.help != "==SUPPRESS=="
    ]
    return sorted(kept, key=lambda each: bool(each.option_strings))  # what must be said first


def _usage(action: Action) -> str:
    names = " | ".join(_spelled(action))
    said = " ".join([*([names] if names else []), *_value(action)])
    return said if action.required else f"[{said}]"


def _spelled(action: Action) -> Sequence[str]:
    """An option's longest name; both, where one of them says no."""
    both = isinstance(action, BooleanOptionalAction)
    return action.option_strings if both else action.option_strings[-1:]


def _named(action: Action) -> str:
    if action.option_strings:
        return ", ".join(f"`{option}`" for option in action.option_strings)
    return f"`{' '.join(_value(action))}`"


def _meaning(action: Action) -> str:
    """Its line of help, or the words it may be."""
    if action.help or not action.choices:
        return (action.help or "").replace("%%", "%")
    return "one of " + ", ".join(f"`{choice}`" for choice in action.choices)


def _value(action: Action) -> list[str]:
    """What stands for the value, or nothing for a flag."""
    if action.nargs == 0:
        return []
    if isinstance(action.metavar, str):
        return [action.metavar]
    if action.choices:
        return ["{" + ",".join(str(choice) for choice in action.choices) + "}"]
    return [action.dest.upper()]
