"""One realtime conversation, without any I/O: events and audio in, events, audio and jobs out."""
