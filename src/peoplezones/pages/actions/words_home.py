"""The first words of the front page."""

from .wording import Body, Pages, links, to_page


def body(pages: Pages) -> Body:
    return [
        links(
            "New here?",
            to_page(
                "What is a People Zone?",
                pages["what-is"],
                "A neighbourhood where residents and services act as one team.",
            ),
            to_page(
                "What happens in one?",
                pages["what-happens"],
                "You choose what should change. Then everybody gets to work.",
            ),
            to_page(
                "How do I set one up?",
                pages["set-up"],
                "Anyone can ask. It starts with a chat among neighbours.",
            ),
        )
    ]
