"""Forms of pictures and papers: words for whoever can't see, no tags."""

from typing import Any

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm


class PictureForm(BaseImageForm):
    """A picture says what it shows; tags would be one list for all offices."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as Django's
        super().__init__(*args, **kwargs)
        self.fields.pop("tags", None)
        self.fields["description"].required = True


class PaperForm(BaseDocumentForm):
    """A document without tags, for the same reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as Django's
        super().__init__(*args, **kwargs)
        self.fields.pop("tags", None)
