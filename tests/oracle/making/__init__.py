"""The steps by which a random city is made up; `tests.oracle.cities.write_city` runs them."""
