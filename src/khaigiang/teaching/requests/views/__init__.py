"""The pages of requests to lecturers."""
