"""The command line with the workers of `faulty.py`: what a test starts, in order to kill it."""

from __future__ import annotations

import os
import resource
import signal

from faulty import faulty_work

import eventwire.batch.pool
from eventwire.cli.app import main

if __name__ == "__main__":
    eventwire.batch.pool.work = faulty_work
    limit = os.environ.get("FAULTY_FILE_SIZE")
    if limit:  # files cannot grow over some bytes, as on a full disk
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    main()
