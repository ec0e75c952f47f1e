"""An index of the words of names, kept by the database itself: on SQLite a search reads no name that does not fit.

PostgreSQL reads the names from end to end in less time than its index takes to be asked. SQLite drops triggers with a
table it remakes: a migration that remakes the officials makes these three anew.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Nothing but a blank parts two words, as in the search without an index: all other signs are letters here.
SIGNS = "!#$%&()*+,-./:;<=>?@[\\]^_`{|}~\"'"
TABLE = (
    "CREATE VIRTUAL TABLE officials_words USING fts5(folded, content='officials_official', content_rowid='id',"
    " detail=none, columnsize=0, prefix='1 2 3',"
    f" tokenize=\"ascii tokenchars '{SIGNS.replace(chr(39), chr(39) * 2).replace(chr(34), chr(34) * 2)}'\")"
)
TAKE_IN = "INSERT INTO officials_words (rowid, folded) VALUES (NEW.id, NEW.folded);"
TAKE_OUT = "INSERT INTO officials_words (officials_words, rowid, folded) VALUES ('delete', OLD.id, OLD.folded);"
TRIGGERS = (
    f"CREATE TRIGGER officials_words_of_a_new_row AFTER INSERT ON officials_official BEGIN {TAKE_IN} END",
    f"CREATE TRIGGER officials_words_of_a_row_gone AFTER DELETE ON officials_official BEGIN {TAKE_OUT} END",
    "CREATE TRIGGER officials_words_of_a_new_name AFTER UPDATE OF folded ON officials_official"
    f" BEGIN {TAKE_OUT} {TAKE_IN} END",
)


def index(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for statement in (TABLE, "INSERT INTO officials_words (officials_words) VALUES ('rebuild')", *TRIGGERS):
            # No parameters at all, so that the sign % is one.
            editor.execute(statement, params=None)


def forget(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for trigger in ("a_new_row", "a_row_gone", "a_new_name"):
            editor.execute(f"DROP TRIGGER officials_words_of_{trigger}")
        editor.execute("DROP TABLE officials_words")


class Migration(migrations.Migration):
    dependencies = [("officials", "0007_births_as_far_as_known")]

    operations = [migrations.RunPython(index, forget)]
