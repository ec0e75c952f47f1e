"""Logs: one shape for the product's and the libraries' lines, always on standard error."""

import logging.config
from collections.abc import Mapping
from typing import Any

import structlog
from structlog.types import Processor

BEFORE_RENDERING: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
)


def logging_settings(*, form: str, level: str) -> dict[str, Any]:
    """Django's LOGGING for lines of text (`text`) or one JSON object a line (`json`)."""
    last: Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
    if form != "json":
        last = structlog.dev.ConsoleRenderer(colors=False)
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": BEFORE_RENDERING,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": formatter},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr", "formatter": "lines"},
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # The font tools and the PDF signer tell every step at INFO.
            "fontTools": {"level": "WARNING"},
            "pyhanko": {"level": "WARNING"},
        },
    }


def configure(settings: Mapping[str, Any]) -> None:
    """Django's LOGGING_CONFIG: put the settings in force for the standard library and for structlog."""
    logging.config.dictConfig(dict(settings))
    structlog.configure(
        processors=[*BEFORE_RENDERING, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
