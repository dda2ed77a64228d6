from navai_jupyter.kernels.activity import Activity


def status(state, parent):
    return {
        "header": {"msg_type": "status"},
        "parent_header": {"msg_id": parent},
        "content": {"execution_state": state},
    }


def test_a_kernel_is_idle_when_everything_that_it_began_has_ended():
    activity = Activity()
    assert activity.is_idle
    activity.read(status("busy", "a cell"))
    activity.read(status("busy", "a question on the control channel"))
    activity.read(status("idle", "a question on the control channel"))
    assert not activity.is_idle
    activity.read(status("idle", "a cell"))
    assert activity.is_idle


def test_a_restart_ends_what_was_under_way():
    for end in (
        {"header": {"msg_type": "status"}, "parent_header": {}, "content": {"execution_state": "starting"}},
        {"header": {"msg_type": "shutdown_reply"}, "parent_header": {}, "content": {"restart": True}},
    ):
        activity = Activity()
        activity.read(status("busy", "a cell"))
        activity.read(end)
        assert activity.is_idle
