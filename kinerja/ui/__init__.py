"""The look: charts, template tags, forms and the shell that every page uses. It knows no domain."""
