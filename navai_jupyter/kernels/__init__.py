"""Calling the functions of a notebook from outside its kernel."""

from navai_jupyter.kernels.client import KernelClient
from navai_jupyter.kernels.clients import KernelClients
from navai_jupyter.kernels.connection import connect

__all__ = ["KernelClient", "KernelClients", "connect"]
