"""The two messages that the echo methods use, as bytes: SessionRequest.migration_uid (1) and SessionEvent.message (5)."""

import json
import sys


def text_field(number, text):
    data = text.encode()
    if not data:
        return b""
    length, size = len(data), bytearray()
    while length > 0x7F:
        size.append(length & 0x7F | 0x80)
        length >>= 7
    size.append(length)
    return bytes([number << 3 | 2]) + bytes(size) + data


def read_text(number, message):
    if not message:
        return ""
    assert message[0] == number << 3 | 2, message[:10]
    at, length, shift = 1, 0, 0
    while True:
        length |= (message[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if not message[at - 1] & 0x80:
            break
    assert len(message) == at + length
    return message[at:].decode()


def request_bytes(text):
    return text_field(1, text)


def request_text(message):
    return read_text(1, message)


def event_bytes(text):
    return text_field(5, text)


def event_text(message):
    return read_text(5, message)


def say(value):
    print(json.dumps(value))
    sys.stdout.flush()
