"""Python imports this at its start where PYTHONPATH names this folder: processes that tests start go nowhere either."""

from refusing import refuse

refuse()
