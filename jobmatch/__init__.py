"""jobmatch links relocated workers (易地扶贫搬迁群众) to postings, with reasons."""

__version__ = "0.1.0"
