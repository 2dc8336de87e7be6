"""Typed readers for the environment. Every variable stands in docs/configuration.md."""

from pathlib import Path

from environs import Env

env = Env()


def secret(name: str, default: str | None = None) -> str:
    """The value of `name`, or the content of the file that `name_FILE` names.

    Raises environs.EnvError when neither is set and there is no default.
    """
    path = env.str(f"{name}_FILE", "")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    if default is not None:
        return str(env.str(name, default))
    return str(env.str(name))
