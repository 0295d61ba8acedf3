"""Click commands, one file a noun; a composition root beside wsgi."""
