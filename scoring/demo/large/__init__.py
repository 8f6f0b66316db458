"""A large invented city for measurements, made inside PostgreSQL; no figure in it means anything."""
