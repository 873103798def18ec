"""Any sequence of saying, sending, sending again, forging and moving on agrees with the model."""

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.figures import Tries, is_long
from tests.faults.saying import Saying
from tests.faults.server import engine

EACH = 10  # sequences a time, so that a long run can stop between
STEPS = 100 if is_long() else 20


@pytest.mark.django_db
def test_every_sequence_leaves_what_the_model_says() -> None:
    tries = Tries("stateful sequences", engine=engine(), short=30, long=5000, step=EACH)
    quiet = settings(
        max_examples=EACH,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # shrinking takes minutes; the seed finds a failure again
        suppress_health_check=list(HealthCheck),
    )
    for _number, chance in tries:
        chosen = seed(chance.getrandbits(32))(type("Saying", (Saying,), {}))
        run_state_machine_as_test(chosen, settings=quiet)
        tries.count(steps_at_most=EACH * STEPS)
