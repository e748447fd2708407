"""An SMTP server for the tests (RFC 5321, as far as a relay's client needs it): prints its port, then one JSON line for
each message to the file given; the first REFUSED senders are put off with 451: mail_server.py FILE [REFUSED]."""
import json
import socketserver
import sys
import threading

log, refused = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0


class Session(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def data(self):
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines).decode("utf-8", "replace")

    def handle(self):
        global refused
        sender, recipients = None, []
        self.say("220 ready")
        while line := self.rfile.readline().decode("utf-8", "replace").strip():
            verb = line.split(":")[0].upper()
            address = line.partition("<")[2].partition(">")[0]
            if verb == "MAIL FROM":
                if refused > 0:
                    refused -= 1
                    self.say("451 later")
                    continue
                sender, recipients = address, []
            elif verb == "RCPT TO":
                recipients.append(address)
            elif verb == "DATA":
                message = self.data()
                with open(log, "a") as file:
                    file.write(json.dumps({"from": sender, "to": recipients, "message": message}) + "\n")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            self.say("250 ok")


server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session)
server.daemon_threads = True
print(server.server_address[1], flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
