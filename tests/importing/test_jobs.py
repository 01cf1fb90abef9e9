"""Work in the background: once however often it is asked for, whoever looks, and with its progress in words."""

import threading
from collections.abc import Callable
from itertools import count

import pytest

from engine.importing import jobs
from engine.importing.jobs import Job
from engine.ledgers.home import Home
from engine.uploads.parsed_file import Refused

_homes = count()


@pytest.fixture
def home(tmp_path) -> Home:
    """A home of its own for every test: jobs live as long as the process."""
    return Home(tmp_path)


def done(job: Job) -> Job:
    assert job.ended.wait(5)
    return job


def test_asking_again_for_a_running_job_joins_it_and_does_not_begin_another(home: Home) -> None:
    began, go = count(), threading.Event()

    def work(progress: Callable) -> int:
        number = next(began)
        go.wait(5)
        return number

    first = jobs.start(home, "store", "a", work)
    second = jobs.start(home, "store", "a", work)
    assert first is second and not first.finished
    go.set()
    assert done(first).result == 0 and next(began) == 1


def test_a_finished_job_keeps_its_result_for_whoever_asks_later(home: Home) -> None:
    done(jobs.start(home, "store", "a", lambda progress: "once"))
    assert done(jobs.start(home, "store", "a", lambda progress: "twice")).result == "once"


def test_two_jobs_of_one_kind_take_turns_and_of_two_homes_do_not(home: Home, tmp_path) -> None:
    inside, most, go = [], [], threading.Event()

    def work(progress: Callable) -> None:
        inside.append(1)
        most.append(len(inside))
        go.wait(0.05)
        inside.pop()

    both = [jobs.start(home, "store", key, work) for key in ("a", "b")]
    for job in both:
        done(job)
    assert most == [1, 1]
    slow = jobs.start(home, "store", "c", lambda progress: go.wait(5))
    assert done(jobs.start(Home(tmp_path / "other"), "store", "c", lambda progress: 1)).result == 1
    assert jobs.running(home, "store") is slow
    go.set()
    done(slow)
    assert jobs.running(home, "store") is None


def test_a_fault_that_was_foreseen_is_its_own_sentence_and_any_other_says_what_to_do(home: Home) -> None:
    def refuse(progress: Callable) -> None:
        raise Refused("文件是空的，请选别的文件。")

    def break_down(unforeseen: Exception) -> Callable:
        def work(progress: Callable) -> None:
            raise unforeseen

        return work

    assert done(jobs.start(home, "look", "a", refuse)).fault == "文件是空的，请选别的文件。"
    for key, unforeseen in (("b", ZeroDivisionError("division by zero")), ("c", KeyError("王某某"))):
        broken = done(jobs.start(home, "look", key, break_down(unforeseen)))
        assert "系统管理员" in broken.fault and str(unforeseen.args[0]) not in broken.fault


def test_a_job_that_failed_is_begun_again_when_asked_for_again(home: Home) -> None:
    def fail(progress: Callable) -> None:
        raise OSError(28, "No space left on device")

    assert done(jobs.start(home, "store", "a", fail)).fault
    assert done(jobs.start(home, "store", "a", lambda progress: "well")).result == "well"


def test_only_the_last_few_results_are_kept(home: Home) -> None:
    for key in range(10):
        done(jobs.start(home, "look", key, lambda progress: 1))
    again = [done(jobs.start(home, "look", key, lambda progress: 2)).result for key in (9, 8, 0)]
    assert again == [1, 1, 2]


def test_progress_is_told_in_rows_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("engine.importing.jobs.time.monotonic", lambda: now)
    job = Job()
    job.progress("正在辨认台账")
    assert job.said == "正在辨认台账……" and job.share is None
    job.progress("正在核对", 0, 100_000)
    now += 2
    job.progress("正在核对", 20_000, 100_000)
    assert job.said == "正在核对：已处理 20,000 行，共 100,000 行，约剩 8 秒"
    assert job.share == 0.2
    now += 1000
    job.progress("正在核对", 50_000, 100_000)
    assert job.said.endswith("约剩 17 分钟")
