"""Prints the first record of a topic as the `cloudevents` package reads it: read_cloudevents.py BROKER TOPIC."""

import json
import sys

from cloudevents.core.bindings.kafka import KafkaMessage, from_kafka
from cloudevents.core.formats.json import JSONFormat
from confluent_kafka import Consumer


def first_record(broker, topic):
    consumer = Consumer(
        {
            "bootstrap.servers": broker,
            "group.id": "cloudevents-reader",
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
        }
    )
    consumer.subscribe([topic])
    for _ in range(60):
        message = consumer.poll(1.0)
        if message is not None and message.error() is None:
            consumer.close()
            return message
    sys.exit("no record came")


def main():
    message = first_record(sys.argv[1], sys.argv[2])
    event = from_kafka(
        KafkaMessage(headers=dict(message.headers()), key=message.key(), value=message.value()),
        JSONFormat(),
    )
    print(
        json.dumps(
            {
                "id": event.get_id(),
                "source": event.get_source(),
                "type": event.get_type(),
                "specversion": event.get_specversion(),
                "subject": event.get_subject(),
                "time": event.get_time().isoformat(),
                "sequence": event.get_extension("sequence"),
                "tenant": event.get_extension("tenant"),
                "bytes": len(event.get_data()),
            }
        )
    )


main()
