"""sendmail's interface over SMTP, as msmtp and others have it: sendmail.py PORT -t -i < MESSAGE takes the recipients from
the message's head; exit 75 (EX_TEMPFAIL) when the server puts it off."""
import email
import email.policy
import email.utils
import smtplib
import sys

port, options = int(sys.argv[1]), sys.argv[2:]
assert "-t" in options and "-i" in options, options
message = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.SMTP)
recipients = [address for _, address in email.utils.getaddresses(message.get_all("To", []))]
try:
    with smtplib.SMTP("127.0.0.1", port, local_hostname="localhost") as server:
        server.send_message(message, from_addr=message.get("From", "salient@localhost"), to_addrs=recipients)
except smtplib.SMTPException as error:
    sys.exit(75 if getattr(error, "smtp_code", 500) < 500 else 69)
