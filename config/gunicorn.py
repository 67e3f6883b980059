"""How gunicorn serves the site. WEB_WORKERS and WEB_THREADS change its size, FORWARDED_ALLOW_IPS names the proxy."""

import os
import tempfile
from pathlib import Path

wsgi_app = "config.wsgi"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 10
# The workers' signs of life: in memory, so that a slow disk is not taken for a dead worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else tempfile.gettempdir()
control_socket_disable = True
# No access log: it would write down who looks at what.
accesslog = None
errorlog = "-"
loglevel = "warning"
