"""The question that every room asks of its pages finds what is planted."""

import pytest
from tests.accessible import faults, faults_in_light_and_dark

pytestmark = pytest.mark.chromium
PAGE = """<!doctype html><html lang="id"><title>Judul</title>
<style>
  body {{ color: #000; background: #fff }}
  @media (prefers-color-scheme: dark) {{ body {{ background: {night} }} }}
</style><main><h1>Judul</h1><p>Kata</p>{more}</main></html>"""


@pytest.fixture
def page(browser):
    opened = browser.new_page()
    yield opened
    opened.close()


def test_a_sound_page_has_no_faults(page):
    page.set_content(PAGE.format(night="#ddd", more=""))
    assert faults_in_light_and_dark(page) == {}


def test_a_picture_without_words_is_named_with_its_element(page):
    page.set_content(PAGE.format(night="#ddd", more='<img src="data:,">'))
    assert faults(page) == [["image-alt", '<img src="data:,">']]


def test_text_that_night_hides_is_found_though_day_shows_it(page):
    page.set_content(PAGE.format(night="#222", more=""))
    found = faults_in_light_and_dark(page)
    assert list(found) == ["dark"]
    assert {rule for rule, _ in found["dark"]} == {"color-contrast"}
