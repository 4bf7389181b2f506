"""Records → a relational database, in DuckDB or PostgreSQL, and the reading of it."""
