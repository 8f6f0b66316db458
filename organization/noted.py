"""Tables of the structure, whose changes are noted (migration 0010): what is kept until one of them changes."""

#: Units, posts, who holds them, and the names and numbers of people.
STRUCTURE = (
    "organization_unit",
    "organization_position",
    "organization_assignment",
    "organization_employee",
)
