"""Lets brat's own server code read every document of a folder, and tells what it finds and would write: `brat_server.py FOLDER`, with JSON on standard output.

It is written for an older Python, whose mode `rU` for files is gone; what else its web page would ask of it is called here directly.
"""

import importlib.util
import json
import pathlib
import sys
import types

SERVER = pathlib.Path(importlib.util.find_spec("brat").submodule_search_locations[0]) / "server"


def load(folder):
    """The server's modules for annotations, documents and their verification, over the documents of `folder`."""
    sys.path[:0] = [str(SERVER / "src"), str(SERVER / "lib")]
    config = types.ModuleType("config")
    work = {"BASE_DIR": str(folder), "DATA_DIR": str(folder), "WORK_DIR": str(folder / "work")}
    config.__dict__.update(work, ADMIN_CONTACT_EMAIL="", USER_PASSWORD={}, DEBUG=False, LOG_LEVEL=3, TUTORIALS=False, MAX_SEARCH_RESULT_NUMBER=1)
    sys.modules["config"] = config
    import annotation

    annotation.open_textfile = lambda path, mode="r": open(path, mode.replace("U", ""), encoding="utf8")
    import document
    import projectconfig
    import verify_annotations

    return annotation, document, projectconfig, verify_annotations


def main(folder):
    """Tells what is in each document, what is wrong with it by the folder's configuration, and how it would be written."""
    annotation, document, projectconfig, verification = load(folder)
    found = {}
    for path in sorted(folder.glob("*.ann")):
        configuration = projectconfig.ProjectConfiguration(str(folder))
        with annotation.TextAnnotations(str(path.with_suffix("")), read_only=True) as annotations:
            issues = verification.verify_annotation(annotations, configuration)
            errors = [issue.human_readable_str() for issue in issues if issue.type != verification.AnnotationWarning]
            shown = document._document_json_dict(str(path.with_suffix("")))
            found[path.stem] = {"errors": errors, "refused": len(annotations.failed_lines), "written": str(annotations), "shown": shown}
    json.dump(found, sys.stdout, default=str)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
