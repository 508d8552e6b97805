"""Lets doccano's own server code import a file and export it again, in an environment of its own: `doccano_server.py IN OUT`.

Database and media lie in a folder that is given up at the end. What its web page and its queue would do is called here directly.
"""

import json
import os
import pathlib
import sys
import tempfile
from importlib.util import find_spec

BACKEND = pathlib.Path(find_spec("backend").origin).parent
SCRATCH = tempfile.TemporaryDirectory(prefix="whosaid-doccano-")


def start():
    """Django with doccano's settings and an empty database."""
    sys.path.insert(0, str(BACKEND))
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "DATABASE_URL": f"sqlite:///{SCRATCH.name}/db.sqlite3",
        "ENABLE_FILE_TYPE_CHECK": "false",
    }
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.MEDIA_ROOT = SCRATCH.name
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("create_roles", verbosity=0)


def project(user):
    """A sequence labeling project as docs/FORMATS.md asks for it: with relations and overlapping spans."""
    from projects.models import Member, ProjectType, SequenceLabelingProject
    from roles.models import Role

    made = SequenceLabelingProject.objects.create(
        name="p", project_type=ProjectType.SEQUENCE_LABELING, created_by=user, use_relation=True, allow_overlapping=True, collaborative_annotation=True
    )
    Member.objects.create(project=made, user=user, role=Role.objects.get(name="project_admin"))
    return made


def main(source, target):
    """Imports the lines of `source` and writes what doccano then exports to `target`; what it complains of goes to standard output."""
    start()
    from data_export.celery_tasks import create_collaborative_dataset
    from data_export.pipeline.factories import create_formatter, create_writer
    from data_import.datasets import load_dataset
    from data_import.pipeline.catalog import RELATION_EXTRACTION, create_file_format
    from data_import.pipeline.readers import FileName
    from django.contrib.auth import get_user_model

    user = get_user_model().objects.create_user(username="admin", password="x")
    made = project(user)
    files = [FileName(full_path=str(source), generated_name="x.jsonl", upload_name="x.jsonl")]
    dataset = load_dataset(RELATION_EXTRACTION, create_file_format("JSONL"), files, made)
    dataset.save(user, batch_size=1000)
    print(json.dumps([error.dict() for error in dataset.errors]))
    create_collaborative_dataset(made, SCRATCH.name, False, create_formatter(made, "JSONL"), create_writer("JSONL"))
    pathlib.Path(target).write_bytes((pathlib.Path(SCRATCH.name) / "all.jsonl").read_bytes())


if __name__ == "__main__":
    main(*sys.argv[1:])
