"""What every request passes through, outermost first as listed in `settings.MIDDLEWARE`."""
