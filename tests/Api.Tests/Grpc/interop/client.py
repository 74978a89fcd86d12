"""Calls the echo methods of a server and prints one JSON line a result. Arguments: address, scenario [, ca, certificate, key]."""

import sys

import grpc
from wire import event_text, request_bytes, say

WAIT = 30


def connect(address, files):
    if not files:
        return grpc.insecure_channel(address)
    ca, certificate, key = (open(file, "rb").read() for file in files)
    return grpc.secure_channel(address, grpc.ssl_channel_credentials(ca, key, certificate))


def ways(channel):
    how = {"request_serializer": request_bytes, "response_deserializer": event_text}
    return {
        "unary": channel.unary_unary("/interop.Echo/Unary", **how),
        "server": channel.unary_stream("/interop.Echo/Server", **how),
        "client": channel.stream_unary("/interop.Echo/Client", **how),
        "duplex": channel.stream_stream("/interop.Echo/Duplex", **how),
        "wait": channel.unary_unary("/interop.Echo/Wait", **how),
        "refuse": channel.unary_unary("/interop.Echo/Refuse", **how),
        "unknown": channel.unary_unary("/interop.Echo/Unknown", **how),
        "late": channel.unary_stream("/interop.Echo/Late", **how),
    }


def run(scenario, call):
    if scenario == "types":
        say(call["unary"]("größe", timeout=WAIT))
        say(len(call["unary"]("x" * 3_000_000, timeout=WAIT)))
        say(list(call["server"]("one two three", timeout=WAIT)))
        say(call["client"](iter(["one", "two", "three"]), timeout=WAIT))
        say(list(call["duplex"](iter(["one", "two", "three"]), timeout=WAIT)))
    elif scenario == "deadline":
        call["wait"]("", timeout=0.3)
    elif scenario == "refuse":
        call["refuse"]("Knoten „n1“ fehlt — 100% 🚚", timeout=WAIT)
    elif scenario == "unknown":
        call["unknown"]("", timeout=WAIT)
    elif scenario == "large":
        call["unary"]("x" * (4 * 1024 * 1024), timeout=WAIT)
    elif scenario == "gzip":
        call["unary"]("x" * 1000, timeout=WAIT, compression=grpc.Compression.Gzip)
    elif scenario == "late":
        for text in call["late"]("", timeout=WAIT):
            say(text)
    elif scenario == "cancel":
        future = call["wait"].future("", timeout=WAIT)
        future.cancel()
        future.result()
    else:
        raise ValueError(scenario)


def main():
    address, scenario, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    with connect(address, files) as channel:
        try:
            run(scenario, ways(channel))
        except grpc.RpcError as error:
            say([error.code().name, error.details()])
        except grpc.FutureCancelledError:
            say(["CANCELLED", ""])


main()
