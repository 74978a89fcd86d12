"""Serves the echo methods at a free port of 127.0.0.1, prints the port, and ends with its standard input. Arguments: [ca, certificate, key]."""

import concurrent.futures
import sys
import time

import grpc
from wire import event_bytes, request_text, say


def refuse(request, context):
    context.abort(grpc.StatusCode.NOT_FOUND, request)


def wait(request, context):
    while context.is_active():
        time.sleep(0.01)
    return ""


def late(request, context):
    yield "first"
    context.abort(grpc.StatusCode.DATA_LOSS, "lost — ganz")


def describe(request, context):
    """What the server saw of the call: seconds left, the peer's common name, one header."""
    names = context.auth_context().get("x509_common_name", [b""])
    metadata = dict(context.invocation_metadata())
    return f"{round(context.time_remaining())} {names[0].decode()} {metadata.get('x-tenant', '')}"


def methods():
    how = {"request_deserializer": request_text, "response_serializer": event_bytes}
    return {
        "Unary": grpc.unary_unary_rpc_method_handler(lambda request, _: request, **how),
        "Server": grpc.unary_stream_rpc_method_handler(lambda request, _: iter(request.split(" ")), **how),
        "Client": grpc.stream_unary_rpc_method_handler(lambda requests, _: " ".join(requests), **how),
        "Duplex": grpc.stream_stream_rpc_method_handler(lambda requests, _: requests, **how),
        "Refuse": grpc.unary_unary_rpc_method_handler(refuse, **how),
        "Wait": grpc.unary_unary_rpc_method_handler(wait, **how),
        "Late": grpc.unary_stream_rpc_method_handler(late, **how),
        "Describe": grpc.unary_unary_rpc_method_handler(describe, **how),
    }


def listen(server, files):
    if not files:
        return server.add_insecure_port("127.0.0.1:0")
    ca, certificate, key = (open(file, "rb").read() for file in files)
    credentials = grpc.ssl_server_credentials([(key, certificate)], ca, require_client_auth=True)
    return server.add_secure_port("127.0.0.1:0", credentials)


def main():
    server = grpc.server(concurrent.futures.ThreadPoolExecutor(8))
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("interop.Echo", methods()),))
    port = listen(server, sys.argv[1:])
    server.start()
    say(port)
    sys.stdin.read()
    server.stop(0)


main()
