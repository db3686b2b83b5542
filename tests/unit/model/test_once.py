"""What is asked for by many threads at once is asked for once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from s2s_gitops.model.once import Once

THREADS = 8


def test_an_answer_is_asked_for_once_however_many_threads_want_it() -> None:
    """All of them wait for the one who asks, and get what was answered."""
    once: Once[int] = Once()
    asked: list[int] = []
    all_there = Barrier(THREADS)

    def ask() -> int:
        asked.append(1)
        return len(asked)

    def want(_: int) -> int:
        all_there.wait(timeout=10)
        return once.get("Lead", ask)

    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(want, range(THREADS)))

    assert (answers, asked) == ([1] * THREADS, [1])


def test_one_key_does_not_wait_for_another() -> None:
    """Two describes travel at the same time."""
    once: Once[str] = Once()
    both = Barrier(2)

    def ask(key: str) -> str:
        both.wait(timeout=10)
        return key.lower()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda key: once.get(key, lambda: ask(key)), ["Lead", "Case"]))

    assert answers == ["lead", "case"]


@pytest.mark.parametrize("answer", [None, "", 0, False], ids=repr)
def test_an_answer_that_says_nothing_is_remembered_too(answer: object) -> None:
    """The org has said that it has none."""
    once: Once[object] = Once()
    asked: list[object] = []

    def ask() -> object:
        asked.append(answer)
        return answer

    assert [once.get("x", ask), once.get("x", ask)] == [answer, answer]
    assert len(asked) == 1


def test_an_error_is_not_remembered() -> None:
    """The next one who wants it asks again, and so does one who was waiting."""
    once: Once[str] = Once()
    waits = Event()

    def fail() -> str:
        waits.wait(timeout=10)
        raise OSError

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(once.get, "x", fail)
        second = pool.submit(once.get, "x", fail)
        waits.set()

        assert [type(one.exception(timeout=10)) for one in (first, second)] == [OSError, OSError]
    assert once.get("x", lambda: "answer") == "answer"
