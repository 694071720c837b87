"""A job for Ray on two cores, run in a process of its own, since Ray leaves much behind.

It prints, as the last line, what was found as JSON.
"""

from __future__ import annotations

import json
import sys

import ray
import ray.data

from cadocs.integrations.ray import extract_dataset
from cadocs.schema import Config

STORE = 80 * 2**20


def main(texts: list[str | None]) -> None:
    ray.init(num_cpus=2, include_dashboard=False, object_store_memory=STORE, logging_level="error")
    rows = [{"text": text, "key": key} for key, text in enumerate(texts)]
    dataset = ray.data.from_items(rows, override_num_blocks=4)
    config = Config(entities="gazetteer")
    found = extract_dataset(dataset, actors=1, batch_size=5, id="key", config=config).take_all()
    ray.shutdown()
    sys.stdout.write(f"\n{json.dumps(sorted(found, key=lambda row: row['key']), default=str)}\n")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
