import ast

OF_EVERY_WIDGET = ("layout", "tabbable", "tooltip")
STATE = f"{{k: v for k, v in w.get_state().items() if k[0] != '_' and k not in {OF_EVERY_WIDGET}}}"


async def test_the_state_is_a_height_a_kernel_id_a_transport_and_labels(kernel):
    state = ast.literal_eval((await kernel.run(f"w = navai.VoiceWidget(height=200)\n{STATE}")).text)
    kernel_id = state.pop("kernel_id")
    assert state == {"height": 200, "transport": None, "labels": {}}
    assert f"kernel-{kernel_id}.json" in kernel.manager.connection_file


async def test_a_kernel_whose_id_cannot_be_read_has_one_of_its_own(kernel):
    await kernel.run("import navai_jupyter.notebook.widget as module; module.current_kernel = lambda: None")
    ids = ast.literal_eval((await kernel.run("[navai.VoiceWidget().kernel_id for _ in range(2)]")).text)
    assert ids[0] == ids[1] != ""


async def test_a_transport_is_taken_by_its_name(kernel):
    assert (await kernel.run("navai.VoiceWidget(transport='websocket').transport")).text == "'websocket'"
    assert (await kernel.run("navai.VoiceWidget(transport='my-bridge').transport")).text == "'my-bridge'"
    for wrong in ("Web RTC", "", 7):
        error = (await kernel.run(f"navai.VoiceWidget(transport={wrong!r})")).error
        assert "transport" in error
    assert "'auto', 'webrtc', 'websocket'" in (await kernel.run("navai.VoiceWidget(transport='')")).error


async def test_labels_are_texts_by_texts(kernel):
    shown = await kernel.run("navai.VoiceWidget(labels={'Start voice': 'Talk'}).labels")
    assert shown.text == "{'Start voice': 'Talk'}"
    for wrong in ({"Start voice": 7}, {"Start voice": ""}, {3: "Talk"}):
        error = (await kernel.run(f"navai.VoiceWidget(labels={wrong!r})")).error
        assert "as in {'Start voice': 'Talk'}" in error
    assert "labels" in (await kernel.run("navai.VoiceWidget(labels='Talk')")).error


async def test_the_magic_shows_it_with_words_for_hosts_without_widgets(kernel):
    (shown,) = (await kernel.run("%navai")).contents("execute_result")
    assert shown["data"]["text/plain"] == "Voice agent"
    assert "JupyterLab 4.4" in shown["data"]["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in shown["data"]


async def test_an_unbuilt_widget_says_how_to_build_it(kernel):
    code = "import pathlib, navai_jupyter.notebook.widget as module; module.BUNDLE = pathlib.Path('nowhere.js')"
    await kernel.run(code)
    assert "npm ci && npm run build" in (await kernel.run("navai.VoiceWidget()")).error
