"""Playing the story through the services, beside a bare `bulk_create` of the same rows."""

import json
import subprocess
import sys

from benchmarks.frame import Ratio
from benchmarks.installation import KHAIGIANG, played_story

# Reads every row of the story's database, then writes the same rows with one bulk_create a table.
COPY = """
import json, sys, time
from django.apps import apps
from django.db import connection, transaction
rows = [(model, list(model._base_manager.all())) for model in apps.get_models() if model._meta.managed]
through = [field.remote_field.through for model in apps.get_models() for field in model._meta.local_many_to_many]
rows += [(model, list(model._base_manager.all())) for model in dict.fromkeys(through) if model._meta.auto_created]
with connection.constraint_checks_disabled():
    started = time.perf_counter()
    with transaction.atomic():
        for model, found in reversed(rows):
            model._base_manager.all()._raw_delete("default")
        between = time.perf_counter()
        for model, found in rows:
            model._base_manager.bulk_create(found, batch_size=500)
        seconds = time.perf_counter() - between
        transaction.set_rollback(True)
print(json.dumps({"seconds": seconds, "rows": sum(len(found) for _, found in rows)}))
"""


def measure_story() -> Ratio:
    """Seconds of the playing divided by seconds of a bare bulk_create of the rows it made."""
    ours = played_story()
    done = subprocess.run([KHAIGIANG, "shell", "-v", "0", "-c", COPY], capture_output=True, text=True, check=True)
    bare = json.loads(done.stdout)
    sys.stderr.write(f"  {bare['rows']} rows: {ours:.1f} s played, {bare['seconds']:.1f} s bare\n")
    return Ratio(
        what="the story until 24/5/2023", beside="bulk_create of its rows", ours=ours, yardstick=bare["seconds"]
    )
