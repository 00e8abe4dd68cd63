#!/usr/bin/env python3
"""Sends whole IPv4 packets as they are given, whoever they say they are from, and tells what goes by on eth0.

Told on standard input, one order a line:
  hold HEX            keeps a packet, its IPv4 header first
  play ROUNDS RATE    sends all that is held so many times, at most so many packets a second; answers 'played N'
  forget              keeps nothing any more
  record              from now on prints each UDP datagram that arrives as 'heard IP:PORT IP:PORT HEX'; answers 'recording'
  answer PORT ID      from now on is a node with this id at this port: it answers every probe, and vouches for
                      everybody it is asked about; answers 'answering'
"""
import socket
import struct
import sys
import threading
import time

INTERFACE = "eth0"
TYPE = 37  # a datagram's type is behind its header
PROBE, ACK, DOUBT, VOUCH = 5, 6, 9, 10
SOL_PACKET, PACKET_ADD_MEMBERSHIP, PACKET_MR_PROMISC, PACKET_OUTGOING = 263, 1, 1, 4


def say(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def sender():
    raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, INTERFACE.encode())
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    raw.setsockopt(socket.IPPROTO_IP, socket.IP_HDRINCL, 1)
    here = struct.pack("4s4si", bytes(4), bytes(4), socket.if_nametoindex(INTERFACE))
    raw.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, here)
    return raw


def play(raw, held, rounds, rate):
    sent = 0
    start = time.monotonic()
    for _ in range(rounds):
        for packet in held:
            raw.sendto(packet, (socket.inet_ntoa(packet[16:20]), 0))
            sent += 1
            ahead = sent / rate - (time.monotonic() - start)
            if ahead > 0.002:
                time.sleep(ahead)
    say(f"played {sent}")


def record(tap):
    while True:
        packet, where = tap.recvfrom(1 << 16)
        at = (packet[0] & 15) * 4
        whole = not struct.unpack_from(">H", packet, 6)[0] & 0x3FFF
        if where[2] == PACKET_OUTGOING or packet[9] != socket.IPPROTO_UDP or not whole:
            continue
        source, target, length = struct.unpack_from(">HHH", packet, at)
        ips = socket.inet_ntoa(packet[12:16]), socket.inet_ntoa(packet[16:20])
        say(f"heard {ips[0]}:{source} {ips[1]}:{target} {packet[at + 8 : at + length].hex()}")


def answer(own, name):
    counter = time.time_ns()
    while True:
        heard, source = own.recvfrom(1 << 16)
        kind = heard[TYPE] if len(heard) > TYPE else 0
        counter += 1
        head = heard[:13] + name + struct.pack(">Q", counter)
        if kind == PROBE:
            here = bytes(10) + b"\xff\xff" + socket.inet_aton(source[0]) + struct.pack(">H", source[1])
            own.sendto(head + bytes([ACK]) + heard[38:58] + here + b"\x01\x00\x00", source)
        elif kind == DOUBT:
            own.sendto(head + bytes([VOUCH]) + heard[38:78] + b"\x00", source)


def main():
    raw = sender()
    held = []
    for line in sys.stdin:
        words = line.split()
        if words[0] == "hold":
            held.append(bytes.fromhex(words[1]))
        elif words[0] == "play":
            play(raw, held, int(words[1]), int(words[2]))
        elif words[0] == "forget":
            held = []
        elif words[0] == "record":
            tap = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(0x0800))
            tap.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
            tap.bind((INTERFACE, 0x0800))
            all_of_it = struct.pack("iHH8s", socket.if_nametoindex(INTERFACE), PACKET_MR_PROMISC, 0, bytes(8))
            tap.setsockopt(SOL_PACKET, PACKET_ADD_MEMBERSHIP, all_of_it)
            threading.Thread(target=record, args=(tap,), daemon=True).start()
            say("recording")
        elif words[0] == "answer":
            own = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            own.bind(("", int(words[1])))
            threading.Thread(target=answer, args=(own, bytes.fromhex(words[2])), daemon=True).start()
            say("answering")
        else:
            sys.exit(f"raw.py: no such order: {line}")


main()
