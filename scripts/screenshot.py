#!/usr/bin/env python3
"""Draws what a terminal shows to pictures, from a pseudo-terminal, on a light and a dark theme.

    pip install pyte pillow
    scripts/screenshot.py OUT.png [--size 80x24] [--theme dark|light] [--colors 256|8|none] [--crop]
                          [--keys KEYS]... -- acquis study ...

Each KEYS is sent once the screen has come to rest; escapes as in Python strings (`\\r`, `\\x1b[D`). With --all the picture
holds everything that was shown, what has scrolled away included. `scripts/screenshots.sh` makes those of the README.
"""

import argparse
import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios

import pyte
from PIL import Image, ImageDraw, ImageFont

SYSTEM = {"black": "#000000", "red": "#cd3131", "green": "#0dbc79", "brown": "#e5e510", "blue": "#2472c8",
          "magenta": "#bc3fbc", "cyan": "#11a8cd", "white": "#e5e5e5", "brightblack": "#666666", "brightred": "#f14c4c",
          "brightgreen": "#23d18b", "brightbrown": "#f5f543", "brightblue": "#3b8eea", "brightmagenta": "#d670d6",
          "brightcyan": "#29b8db", "brightwhite": "#ffffff"}
THEMES = {"dark": ("#000000", "#e5e5e5"), "light": ("#ffffff", "#1a1a1a")}
FONTS = ["/usr/share/fonts/truetype/dejavu/DejaVuSansMono{}.ttf", "/usr/share/fonts/dejavu/DejaVuSansMono{}.ttf",
         "DejaVuSansMono{}.ttf"]
WIDE = ["/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"]
REST = 0.6
"""Seconds without a byte after which a screen is taken to rest."""


def font(weight, size):
    for name in FONTS:
        try:
            return ImageFont.truetype(name.format(weight), size)
        except OSError:
            pass
    sys.exit("screenshot: DejaVu Sans Mono is not installed")


def wide_font(size):
    for name in WIDE:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            pass
    return None


class Run:
    """A program in a terminal, and the screen it shows."""

    def __init__(self, command, columns, rows, colors):
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.environ["TERM"] = {"256": "xterm-256color", "8": "xterm", "none": "xterm"}[colors]
            os.environ.pop("COLORTERM", None)
            if colors == "none":
                os.environ["NO_COLOR"] = "1"
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvp(command[0], command)
        self.screen = pyte.HistoryScreen(columns, rows, history=2000)
        self.stream = pyte.ByteStream(self.screen)
        self.alive = self.settle(patience=20)

    def resize(self, columns, rows):
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def settle(self, patience=REST):
        """Takes in what comes until nothing does for a while; whether the program goes on."""
        while select.select([self.terminal], [], [], patience)[0]:
            patience = REST
            try:
                data = os.read(self.terminal, 65536)
            except OSError:
                return False
            if not data:
                return False
            self.stream.feed(data)
        return True

    def press(self, keys):
        """Sends keys, or makes the window another size, and waits until the screen rests."""
        if not self.alive:
            return
        if keys.startswith("resize:"):
            columns, rows = (int(part) for part in keys[7:].split("x"))
            self.screen.resize(lines=rows, columns=columns)
            self.resize(columns, rows)
        else:
            os.write(self.terminal, codecs.escape_decode(keys.encode())[0])
        self.alive = self.settle()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            os.kill(self.child, signal.SIGHUP)
            os.close(self.terminal)
            os.waitpid(self.child, 0)
        except (OSError, ChildProcessError):
            pass


def draw(screen, theme, every, crop, size=15):
    background, ink = THEMES[theme]
    regular, bold, wide = font("", size), font("-Bold", size), wide_font(size)
    width = round(regular.getlength("M"))
    height = size + 6
    lines = [screen.buffer[row] for row in range(screen.lines)]
    if every:
        lines = list(screen.history.top) + lines
    while crop and len(lines) > 1 and not any(lines[-1][at].data.strip() for at in range(screen.columns)):
        lines.pop()
    image = Image.new("RGB", (width * screen.columns + 12, height * len(lines) + 12), background)
    pen = ImageDraw.Draw(image)

    def colour(name, default):
        if name == "default":
            return default
        return SYSTEM.get(name) or f"#{name}"

    for row, line in enumerate(lines):
        for column in range(screen.columns):
            cell = line[column]
            x, y = 6 + column * width, 6 + row * height
            front, back = colour(cell.fg, ink), colour(cell.bg, background)
            if cell.reverse:
                front, back = back, front
            if back != background:
                pen.rectangle((x, y, x + width, y + height), fill=back)
            if cell.data.strip():
                is_wide = ord(cell.data[0]) >= 0x2E80
                pen.text((x, y + 1), cell.data, font=wide if is_wide and wide else bold if cell.bold else regular, fill=front)
    if not every and not screen.cursor.hidden:
        x, y = 6 + screen.cursor.x * width, 6 + screen.cursor.y * height
        pen.rectangle((x, y + 1, x + width - 1, y + height - 2), outline=ink)
    return image


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--theme", choices=THEMES, default="dark")
    parser.add_argument("--colors", choices=["256", "8", "none"], default="256")
    parser.add_argument("--keys", action="append", default=[])
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--crop", action="store_true")
    parser.add_argument("--text", action="store_true", help="print the cells as text too")
    if "--" not in sys.argv:
        parser.error("the command stands behind --")
    at = sys.argv.index("--")
    args, command = parser.parse_args(sys.argv[1:at]), sys.argv[at + 1:]
    columns, rows = (int(part) for part in args.size.split("x"))
    with Run(command, columns, rows, args.colors) as run:
        for keys in args.keys:
            run.press(keys)
    screen = run.screen
    draw(screen, args.theme, args.all, args.crop).save(args.out, optimize=True)
    if args.text:
        print("\n".join(line.rstrip() for line in screen.display))


if __name__ == "__main__":
    main()
