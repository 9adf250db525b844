"""The app in a terminal of its own: keys go in, and what stands on the screen comes out."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

ROWS, COLUMNS = 24, 100
# A place, an order of the terminal, a title, or one letter.
PIECES = re.compile(r"\x1b\[([0-9;?]*)([A-Za-z])|\x1b\][^\x07]*\x07|\x1b.|.", re.S)


class Terminal:
    """A pseudo-terminal with the app in it."""

    def __init__(self, command, env):
        self.child, self.end = pty.fork()
        if self.child == 0:
            os.environ.update(env)
            os.environ["TERM"] = "xterm-256color"
            os.execvp(command[0], command)
        fcntl.ioctl(self.end, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.rows = [[" "] * COLUMNS for _ in range(ROWS)]
        self.at = (0, 0)
        self.left = b""
        self.told = b""
        self.status = None

    def type(self, keys):
        try:
            os.write(self.end, keys.encode())
        except OSError:
            pass

    def read(self, patience):
        """Takes in what is painted within a moment; answers no when the app has gone."""
        if not select.select([self.end], [], [], patience)[0]:
            return True
        try:
            read = os.read(self.end, 65536)
        except OSError:
            read = b""
        self.told = (self.told + read)[-65536:]
        self.paint(read)
        return bool(read)

    def sees(self, words, patience=20):
        """Waits until the words stand on the screen, or the app is gone."""
        until = time.monotonic() + patience
        while words not in self.text():
            if not self.read(0.05) or time.monotonic() > until:
                return words in self.text()
        return True

    def rests(self, patience=3):
        """Waits until nothing on the screen changes for a moment."""
        until = time.monotonic() + patience
        before, since = None, time.monotonic()
        while time.monotonic() < until and time.monotonic() - since < 0.15:
            going = self.read(0.05)
            if self.text() != before:
                before, since = self.text(), time.monotonic()
            if not going:
                return

    def text(self):
        return "\n".join("".join(row).rstrip() for row in self.rows)

    def paint(self, read):
        text = (self.left + read).decode(errors="surrogateescape")
        self.left = b""
        # What was cut in the middle comes whole with the next read.
        cut = re.search(r"\x1b(\[[0-9;?]*)?$|\x1b\][^\x07]*$|[\udc80-\udcff]{1,3}$", text)
        if cut:
            self.left = cut.group().encode(errors="surrogateescape")
            text = text[: cut.start()]
        for piece in PIECES.finditer(text):
            self.piece(piece)

    def piece(self, piece):
        order, (row, column) = piece.group(2), self.at
        numbers = [int(n) for n in (piece.group(1) or "").split(";") if n.isdigit()]
        if order == "H":
            row, column = (numbers + [1, 1])[:2] if numbers else (1, 1)
            self.at = (row - 1, column - 1)
        elif order == "J":
            self.rows = [[" "] * COLUMNS for _ in range(ROWS)]
        elif order == "K" and row < ROWS:
            self.rows[row][column:] = [" "] * (COLUMNS - column)
        elif order is None and len(piece.group()) == 1 and piece.group() >= " ":
            if row < ROWS and column < COLUMNS:
                self.rows[row][column] = piece.group()
            self.at = (row, column + 1)

    def kill(self, how=signal.SIGKILL):
        os.kill(self.child, how)

    def close(self):
        """Closes the terminal, as a window is closed."""
        if self.end is not None:
            os.close(self.end)
            self.end = None

    def ended(self, patience=20):
        """How the app ended; none when it did not in time."""
        until = time.monotonic() + patience
        while self.status is None and time.monotonic() < until:
            gone, status = os.waitpid(self.child, os.WNOHANG)
            if gone:
                self.status = status
            elif self.end is None or not self.read(0.02):
                time.sleep(0.02)
        return self.status

    def away(self):
        """Whatever comes, nothing of it stays behind."""
        if self.ended(0.01) is None:
            self.kill()
            self.ended()
        self.close()
