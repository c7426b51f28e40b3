"""Prints the events of an iCalendar file, one a line: start, end, status, sequence, summary | place."""

import pathlib
import sys

import icalendar

calendar = icalendar.Calendar.from_ical(pathlib.Path(sys.argv[1]).read_bytes())
assert calendar["VERSION"] == "2.0" and calendar["PRODID"], "not a calendar"
for event in calendar.walk("VEVENT"):
    assert not event.errors and event["UID"] and event["DTSTAMP"], event.errors
    times = " ".join(event.decoded(name).isoformat() for name in ("DTSTART", "DTEND"))
    print(times, event["STATUS"], event["SEQUENCE"], event["SUMMARY"], "|", event["LOCATION"])
