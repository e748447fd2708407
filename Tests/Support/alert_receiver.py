"""A webhook's receiver: answers with the statuses given, one a request, the last for ever; prints its port, then one
JSON line for each request to the file given: alert_receiver.py FILE STATUS…; port 0 is any."""
import http.server
import json
import sys
import threading

log, statuses = sys.argv[1], [int(word) for word in sys.argv[2:]]


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status = statuses.pop(0) if len(statuses) > 1 else statuses[0]
        with open(log, "a") as file:
            file.write(json.dumps({"status": status, "path": self.path, "headers": {k.lower(): v for k, v in self.headers.items()},
                                   "body": body.decode("utf-8", "replace")}) + "\n")
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
