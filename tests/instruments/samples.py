"""A small valid document, and ways to spoil it."""

from barnraise.instruments.parser import NotAQuestionSet, Problem, parse

SMALL = """\
format: question-set/1
key: garden
version: 1
languages: [en, es]
title: {en: A shared garden, es: Un huerto compartido}
principles:
  FA: {en: Fair, es: Justo}
stages:
  - key: ground
    title: {en: The ground, es: El terreno}
    notes:
      - key: ground-text
        prompt: {en: "What have we seen?", es: "¿Qué hemos visto?"}
    questions:
      - key: soil
        label: {en: Soil, es: Suelo}
        wording: {en: "Is the soil good?", es: "¿Es bueno el suelo?"}
        parts:
          - {en: It drains, es: Drena}
          - {en: It feeds, es: Nutre}
        principles: [FA]
      - key: water
        label: {en: Water, es: Agua}
        wording:
          en: |
            Is there water?
            All summer?
          es: ¿Hay agua?
        leans_on: [soil]
"""


def small(**changes: str) -> str:
    """The small document with some of its lines' beginnings replaced: `version="version: 2"`."""
    text = SMALL
    for old, new in changes.items():
        assert f"{old}: " in text
        rows = [new if row.startswith(f"{old}: ") else row for row in text.split("\n")]
        text = "\n".join(rows)
    return text


def spoiled(old: str, new: str) -> str:
    """The small document with one piece replaced by another."""
    assert old in SMALL, old
    return SMALL.replace(old, new, 1)


def problems(text: str) -> tuple[Problem, ...]:
    """What the parser finds wrong with a text: nothing when it is a question set."""
    try:
        parse(text, "garden.yaml")
    except NotAQuestionSet as refusal:
        return refusal.problems
    return ()


def told(text: str) -> str:
    """The same, as the author reads it."""
    try:
        parse(text, "garden.yaml")
    except NotAQuestionSet as refusal:
        return str(refusal)
    return ""
