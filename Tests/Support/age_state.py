"""Moves a state folder into the past, or by a negative number into the future: the days of the archive's folders, and every time in the catalogue.

    age_state.py STATE DAYS
"""

import datetime
import os
import shutil
import sqlite3
import sys

TIMES = {
    "article": ["first_seen_at"], "revision": ["seen_at"], "report": ["known_at"], "capture": ["at"],
    "item": ["seen_at"], "outbox": ["at"], "poll": ["at"], "feed": ["last_poll_at", "next_poll_at"],
}


def main():
    state, days = sys.argv[1], int(sys.argv[2])
    archive = os.path.join(state, "archive")
    moved = {}
    for folder, _, names in list(os.walk(archive)):
        for name in names:
            day = datetime.datetime.strptime(os.path.relpath(folder, archive), "%Y/%m/%d")
            past = (day - datetime.timedelta(days=days)).strftime("%Y/%m/%d")
            os.makedirs(os.path.join(archive, past), exist_ok=True)
            shutil.move(os.path.join(folder, name), os.path.join(archive, past, name))
            moved[os.path.relpath(os.path.join(folder, name), archive)] = past + "/" + name
    with sqlite3.connect(os.path.join(state, "catalogue.sqlite")) as database:
        for old, new in moved.items():
            database.execute("UPDATE segment SET name = ? WHERE name = ?", (new, old))
        for table, columns in TIMES.items():
            for column in columns:
                database.execute("UPDATE %s SET %s = %s - ?" % (table, column, column), (days * 86_400_000,))


main()
