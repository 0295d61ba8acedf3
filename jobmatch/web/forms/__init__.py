"""Flask-WTF forms, one module a noun."""
