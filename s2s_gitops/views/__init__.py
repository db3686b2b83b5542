"""Floor 1, text for people and machines. Views return strings; nothing is printed or decided here."""
