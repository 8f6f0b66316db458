"""The embedded PostgreSQL, as the tests themselves meet it."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_role_may_create_the_extensions_that_constraints_need() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
