"""Floor 1, the sockets: sessions, REST and Setup pages. What is behind a request is not known here."""
