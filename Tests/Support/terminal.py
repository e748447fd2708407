"""Runs a program at a terminal of so many columns and prints what it shows: terminal.py COLUMNS PROGRAM ARGUMENTS…"""
import fcntl
import os
import pty
import struct
import sys
import termios

columns = int(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    os.execvp(sys.argv[2], sys.argv[2:])
output = b""
while True:
    try:
        part = os.read(terminal, 65536)
    except OSError:  # The program has ended, and with it the terminal.
        break
    if not part:
        break
    output += part
sys.stdout.buffer.write(output.replace(b"\r\n", b"\n"))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
