"""A page that shows a widget, as far as its messages go."""

import asyncio
import uuid

PATIENCE = 60


class Page:
    """``widget`` is the name of a variable in the kernel."""

    def __init__(self, kernel, comm_id):
        self._kernel = kernel
        self._comm_id = comm_id
        self.unread = []
        """What the widget has sent that nobody asked for."""
        self.buffers = []
        """Those of the last message."""

    @classmethod
    async def of(cls, kernel, widget="w"):
        return cls(kernel, (await kernel.run(f"print({widget}.comm.comm_id)")).text.strip())

    def send(self, **message):
        data = {"method": "custom", "content": message}
        content = {"comm_id": self._comm_id, "data": data}
        self._kernel.client.shell_channel.send(self._kernel.client.session.msg("comm_msg", content))

    def begin(self, kind, **fields):
        """Send a request, and answer its id."""
        request_id = uuid.uuid4().hex
        self.send(type=kind, request_id=request_id, **fields)
        return request_id

    async def ask(self, kind, **fields):
        """The whole answer; what acknowledges the request is read over."""
        return await self.answer(self.begin(kind, **fields))

    async def answer(self, request_id):
        while True:
            message = await self.next()
            if message.get("request_id") == request_id and message["hello"] is None:
                return message
            self.unread.append(message)

    async def acknowledgement(self, request_id):
        while (message := await self.next()).get("request_id") != request_id:
            self.unread.append(message)
        return message["hello"]

    async def news(self, kind):
        """The next news of one kind, the unread ones first."""
        for message in self.unread:
            if message.get("type") == kind:
                self.unread.remove(message)
                return message
        while (message := await self.next()).get("type") != kind:
            self.unread.append(message)
        return message

    async def next(self):
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await self._kernel.next_whole("comm_msg")
                sent = message["content"]
                if sent["comm_id"] == self._comm_id and sent["data"].get("method") == "custom":
                    self.buffers = message["buffers"]
                    return sent["data"]["content"]
