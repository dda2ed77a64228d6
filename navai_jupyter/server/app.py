"""The Jupyter server extension: settings in, routes out."""

from __future__ import annotations

import httpx
from jupyter_server.extension.application import ExtensionApp
from traitlets.config import Config

from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.misfits import misfits
from navai_jupyter.core.proxy import DIRECT
from navai_jupyter.engine.supervisor import EngineSupervisor
from navai_jupyter.relay.realtime import Realtime
from navai_jupyter.server.functions import Functions
from navai_jupyter.server.handlers import ROUTES
from navai_jupyter.server.nodelay import without_delay

KEEP_SECONDS = 60.0
"""For so long a connection to a far provider waits for the next request: making one takes three round trips."""


class NavaiApp(NavaiSettings, ExtensionApp):
    """Voice for notebooks."""

    name = "navai_jupyter"

    def update_config(self, config: Config) -> None:
        """Take what fits; the rest is told in the log and in the panel, instead of ending the extension."""
        section = config.get("NavaiApp", {})
        wrong = misfits(section)
        for error in wrong.values():
            self.misfit = error
            self.log.error("%s", error)
        fitting = {name: value for name, value in section.items() if name not in wrong}
        super().update_config(Config({**config, "NavaiApp": fitting}) if wrong else config)

    def initialize_settings(self) -> None:
        if self.kernel_tcp_nodelay:
            key = "kernel_websocket_connection_class"
            self.settings[key] = without_delay(self.settings[key])

    def initialize_handlers(self) -> None:
        limits = httpx.Limits(keepalive_expiry=KEEP_SECONDS)
        http = httpx.AsyncClient(mounts=DIRECT, limits=limits)
        self.realtime = Realtime(self, EngineSupervisor.configured(self), http)
        assert self.serverapp is not None, "a server extension is set up by its server"
        self.functions = Functions(self, self.serverapp.kernel_manager, self.log)
        services = {"realtime": self.realtime, "functions": self.functions}
        self.handlers.extend((path, handler, services) for path, handler in ROUTES)

    async def stop_extension(self) -> None:
        try:
            await self.functions.close()
        finally:
            await self.realtime.close()
