"""How gunicorn logs: as quietly as we do. On its own it names addresses, and paths too.

What it says of its own processes and ports is kept; of requests, only that one failed.
"""

from helpcenter.privacy import QuietFormatter

OF_ITSELF = ("Starting", "Listening", "Connection in use", "Retrying", "Can't connect")
OF_ITS_WORKERS = ("Booting", "Worker ", "WORKER TIMEOUT", "Handling signal", "Shutting")


class ServerFormatter(QuietFormatter):
    def format(self, record):
        told = record.getMessage() if self.is_harmless(record) else ""
        return f"{super().format(record)} {told}".rstrip()

    def is_harmless(self, record):
        return str(record.msg).startswith(OF_ITSELF + OF_ITS_WORKERS)


logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": ServerFormatter}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "loggers": {"gunicorn.error": {"handlers": ["console"], "propagate": False}},
}
