"""Kabar: the sites and the news of offices, on Wagtail."""
