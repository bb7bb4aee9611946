"""Who may come in by the staff's door: log-in with a second factor, on top of django-allauth."""
