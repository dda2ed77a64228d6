import socket

import pytest


@pytest.mark.parametrize(("option", "expected"), [({}, True), ({"kernel_tcp_nodelay": False}, False)])
class TestKernelSocket:
    @pytest.fixture
    def settings(self, option):
        return option

    async def test_nagle_is_off_unless_wanted(self, jp_serverapp, jp_ws_fetch, expected, monkeypatch):
        seen = []
        connection_class = jp_serverapp.web_app.settings["kernel_websocket_connection_class"]
        connect = connection_class.connect

        def connecting(self):
            result = connect(self)
            tcp = self.websocket_handler.ws_connection.stream.socket
            seen.append(bool(tcp.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))
            return result

        monkeypatch.setattr(connection_class, "connect", connecting)
        kernel_id = await jp_serverapp.kernel_manager.start_kernel(kernel_name="python3")
        channels = await jp_ws_fetch("api", "kernels", kernel_id, "channels")
        await channels.write_message("{}")
        channels.close()
        assert seen == [expected]
