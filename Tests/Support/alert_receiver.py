"""A webhook's receiver: answers with the statuses given, one a request, the last for ever; prints its port, then one
JSON line for each request to the file given: alert_receiver.py FILE STATUS…; port 0 is any. With RECEIVER_SECRET in
the environment each line says whether the signature holds (standardwebhooks.com)."""
import base64
import hashlib
import hmac
import http.server
import json
import os
import sys
import threading

log, statuses = sys.argv[1], [int(word) for word in sys.argv[2:]]
secret = os.environ.get("RECEIVER_SECRET", "geheim").encode()


def is_signed(headers, body):
    signed = "%s.%s." % (headers.get("webhook-id"), headers.get("webhook-timestamp"))
    code = base64.b64encode(hmac.new(secret, signed.encode() + body, hashlib.sha256).digest()).decode()
    return hmac.compare_digest(headers.get("webhook-signature", ""), "v1," + code)


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status = statuses.pop(0) if len(statuses) > 1 else statuses[0]
        headers = {k.lower(): v for k, v in self.headers.items()}
        with open(log, "a") as file:
            file.write(json.dumps({"status": status, "path": self.path, "headers": headers, "signed": is_signed(headers, body),
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
