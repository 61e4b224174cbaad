"""What is declared is used."""
