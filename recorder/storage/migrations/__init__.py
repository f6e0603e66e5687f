"""What changed in the tables, one numbered step after the other; shipped ones never change."""
