"""`search/`: everything published, ranked."""

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from operators.api import parameters as p
from operators.api.base import Door
from operators.api.filters import SearchFilters
from operators.api.paging import paged
from operators.api.serializers.search import HitPage
from operators.search import Filters, public, search, shown

Q = p.text("q", "What to look for, in any language: the last word may be only begun.", required=True, least=0)


class Search(Door):
    """Search everything published.

    Whatever `q` holds is a search, and an empty one finds nothing: quotes and operators mean nothing. Words are found
    in every form, without accents, by their synonyms in the other languages, and Chinese ones inside sentences.
    Entries with the words in their title come before those that only mention them. Only the first 200 characters are
    read, and 200 hits counted.
    """

    operation, tag = "search", "search"
    parameters = (Q, *SearchFilters.parameters(), p.LANG, p.PAGE, p.PAGE_SIZES)
    gives = HitPage
    problems = (404,)

    def get(self, request: Request) -> Response:
        given = request.query_params
        chosen = Filters(**SearchFilters(given, public(self.now), now=self.now).chosen())
        found = search(given["q"], language=self.language, now=self.now, filters=chosen)

        def documents(ids: Any) -> list[dict[str, Any]]:
            return shown(found, ids)

        page = paged(request, found.ids, documents, language=self.language)
        return Response(page | {"suggestions": found.suggestions})
