import threading
from concurrent.futures import Future

from navai_jupyter.kernel.main_thread import MainThread


def test_work_waits_for_the_main_thread():
    woken = []
    main = MainThread(woken.append)
    future = main.submit(threading.current_thread)
    assert not future.done()
    (job,) = woken
    job()
    assert future.result(0) is threading.current_thread()


def test_the_main_thread_works_while_it_waits():
    main = MainThread(lambda job: None)
    answer: Future = Future()

    def other_thread():
        answer.set_result(main.submit(threading.current_thread).result(10))

    threading.Thread(target=other_thread).start()
    assert main.run_until(answer) is threading.current_thread()


def test_a_job_done_already_is_not_done_again():
    woken = []
    main = MainThread(woken.append)
    done = main.submit(lambda: 1)
    assert main.run_until(done) == 1
    woken[0]()
