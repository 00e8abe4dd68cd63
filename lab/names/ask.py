#!/usr/bin/env python3
"""Asks the first name server of /etc/resolv.conf once. Its arguments are a name and a type: A, AAAA or SRV.

Prints 'TTL DATA' for each answer, in order of DATA, and then the response code, or 'no answer' and ends with 1.
"""
import socket
import struct
import sys

TYPES = {"A": 1, "AAAA": 28, "SRV": 33}


def main(name, kind):
    server = next(line.split()[1] for line in open("/etc/resolv.conf") if line.startswith("nameserver"))
    question = b"".join(bytes([len(part)]) + part.encode() for part in name.split(".")) + b"\0"
    query = struct.pack("!6H", 0x4B49, 0x0100, 1, 0, 0, 0) + question + struct.pack("!2H", TYPES[kind], 1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.settimeout(2)
        try:
            asking.connect((server, 53))
            asking.send(query)
            reply = asking.recv(4096)
        except OSError:
            print("no answer")
            return 1
    at = len(query)
    answers = []
    for _ in range(struct.unpack_from("!H", reply, 6)[0]):
        _, at = read_name(reply, at)
        got, _, ttl, length = struct.unpack_from("!2HIH", reply, at)
        at += 10
        if got == TYPES[kind]:
            answers.append((data(reply, at, length, kind), ttl))
        at += length
    for text, ttl in sorted(answers):
        print(ttl, text)
    print("code", reply[3] & 15)
    return 0


def data(reply, at, length, kind):
    if kind == "SRV":
        priority, weight, port = struct.unpack_from("!3H", reply, at)
        return f"{priority} {weight} {port} {read_name(reply, at + 6)[0]}"
    return socket.inet_ntop(socket.AF_INET if kind == "A" else socket.AF_INET6, reply[at : at + length])


def read_name(reply, at):
    parts = []
    while reply[at]:
        if reply[at] >= 0xC0:
            pointer = struct.unpack_from("!H", reply, at)[0] & 0x3FFF
            return ".".join(parts + [read_name(reply, pointer)[0]]), at + 2
        parts.append(reply[at + 1 : at + 1 + reply[at]].decode())
        at += 1 + reply[at]
    return ".".join(parts), at + 1


sys.exit(main(*sys.argv[1:]))
