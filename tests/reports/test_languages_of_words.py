"""Documents of an Arabic set in English: whose words are whose, and which way they run."""

import pytest

from barnraise.reports.build.report import report_of
from barnraise.reports.document.report import Report
from barnraise.reports.formats import FORMATS
from tests.arabic import SET_TEXTS, an_arabic_table
from tests.reports.conftest import AT
from tests.spoken import faults, spoken_in
from tests.workbook.pages import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    return report_of(now(an_arabic_table()), "en", AT)


def test_the_html_file_says_the_language_of_all_words_and_keeps_their_direction(report):
    reader = spoken_in(FORMATS["html"].make(report).data.decode())
    assert not faults(reader, SET_TEXTS)
    assert {each.text for each in reader.spoken} >= {
        "هدف مشترك",
        "هل لدينا هدف مشترك (واحد على الأقل)؟",
    }
