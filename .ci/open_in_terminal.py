#!/usr/bin/env python3
"""Opens a program in a pseudo-terminal of 80x24, waits for its first screen, writes a note, leaves, and wants exit status 0."""

import os
import pty
import select
import struct
import sys
import fcntl
import termios
import time

WAIT = 30


def main():
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", LANG="C.UTF-8", HOME="/root")
        os.execvp(sys.argv[1], sys.argv[1:])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""

    def wait_for(word):
        nonlocal seen
        end = time.monotonic() + WAIT
        while word not in seen:
            ready, _, _ = select.select([terminal], [], [], max(0, end - time.monotonic()))
            try:
                more = os.read(terminal, 65536) if ready else b""
            except OSError:
                more = b""
            if not more:
                sys.exit(f"{word!r} was not shown; shown was {seen[-2000:]!r}")
            seen += more
        seen = b""

    wait_for(b"baby")
    os.write(terminal, b"\x1b")
    wait_for(b"asleep")
    os.write(terminal, b"n")
    wait_for(b"your note")
    os.write(terminal, b"the first day\x13")
    wait_for(b"Saved")
    os.write(terminal, b"q")
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass
    _, status = os.waitpid(child, 0)
    sys.exit(os.waitstatus_to_exitcode(status))


main()
