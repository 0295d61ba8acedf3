"""Background work: a durable job row leads, Celery carries its id."""
