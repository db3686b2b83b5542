"""The command group, and how every way of ending becomes an exit code."""

from collections.abc import Sequence

import click

from s2s_gitops import __version__
from s2s_gitops.cli import exits
from s2s_gitops.cli.apply import apply
from s2s_gitops.cli.capture import capture
from s2s_gitops.cli.drift import drift
from s2s_gitops.cli.explain import explain
from s2s_gitops.cli.import_ import import_
from s2s_gitops.cli.plan import plan
from s2s_gitops.cli.schema import schema
from s2s_gitops.cli.show import show
from s2s_gitops.cli.status import status
from s2s_gitops.cli.validate import validate
from s2s_gitops.drivers.clock import SystemClock
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import S2SError
from s2s_gitops.model.ports import Clock


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="s2s")
def s2s() -> None:
    """Configuration as code for Salesforce to Salesforce connections."""


for command in (validate, plan, show, apply, drift, status, import_, capture, schema, explain):
    s2s.add_command(command)


def main(arguments: Sequence[str], clock: Clock | None = None) -> int:
    """Run one command and return its exit code. `clock` takes the place of the machine's."""
    own = clock or SystemClock()
    try:
        code = s2s.main(list(arguments), prog_name="s2s", standalone_mode=False, obj=own)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return exits.DONE
    except click.ClickException as error:
        if "--json" in arguments:
            _show(S2SError(Diagnostic("S2S023", error.format_message())), as_json=True)
        else:
            error.show()
        return exits.ERROR
    except S2SError as error:
        _show(error, as_json="--json" in arguments)
        return exits.of_error(error)
    except (click.Abort, KeyboardInterrupt):
        stopped = S2SError(Diagnostic("S2S024", "What was written stays; plan again to see it."))
        _show(stopped, as_json="--json" in arguments)
        return exits.INTERRUPTED
    return code if isinstance(code, int) else exits.DONE


def _show(error: S2SError, *, as_json: bool) -> None:
    from s2s_gitops.views.diagnostics import diagnostics_text
    from s2s_gitops.views.machine import error_document, render

    if as_json:
        click.echo(render(error_document(error.diagnostics)), nl=False)
    else:
        click.echo(diagnostics_text(error.diagnostics).rstrip("\n"), err=True)
