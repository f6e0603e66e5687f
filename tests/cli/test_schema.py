import json

from click.testing import CliRunner

from recorder.cli.schema import command as schema
from recorder.model.study_schema import study_schema


def test_the_schema_is_printed_as_the_server_serves_it() -> None:
    result = CliRunner().invoke(schema, [])

    assert result.exit_code == 0
    assert json.loads(result.stdout) == study_schema()
