"""The first words on what a People Zone is, what happens in one and how to set one up."""

from peoplezones.zones.states import Phase

from .wording import CONTACT, OUTCOMES, Body, Pages, bullets, callout, heading, links, steps, text, to_address, to_page


def about(pages: Pages) -> Body:
    return [
        text(
            "People Zones began in Leicester, Leicestershire and Rutland in 2018.",
            "The idea is simple. You know your street better than anyone. So you should have the first word "
            "on what happens there.",
        )
    ]


def what_is(pages: Pages) -> Body:
    return [
        heading("You have the first word"),
        text(
            "You know what is good about your street, and what is not. So in a People Zone the people who live "
            "there say what matters most.",
            "Then services come in and help. They can be the police, the health service, the council, the fire "
            "service, schools, charities, clubs or local firms. What they do depends on what you asked for.",
        ),
        callout(
            "The line on the map is not a wall",
            "Each zone has a line on the map. It helps us to know where to start. If you live close by, "
            "you are welcome too.",
        ),
        OUTCOMES,
        heading("Why work like this?"),
        text(
            "Help often comes when something has gone wrong already. That help is needed. "
            "But it does not stop the same thing from going wrong again.",
            "In a zone we spend more time on what keeps life good in the first place. And services that used to "
            "work side by side now share one plan with you.",
        ),
        heading("No two zones are the same"),
        text(
            "One zone may want a safe walk home. Another may want a club for its teenagers, "
            "or a lunch where nobody eats alone. Both are right. The people who live there choose."
        ),
        links(
            "Read on",
            to_page("What happens in a zone", pages["what-happens"], "Step by step, and what you can do yourself."),
            to_address("The zones we have", "/zones/", "See where they are and how far they have come."),
        ),
    ]


def what_happens(pages: Pages) -> Body:
    return [
        steps(
            "How it goes",
            [
                (
                    "You say what matters",
                    "We listen at doors, in meetings and at events. We ask what is good here first.",
                ),
                ("We agree an aim", "In one or two plain sentences: what do we want to see here in a few years?"),
                (
                    "Everybody gets to work",
                    "The right services join in. Neighbours do some of the work, services do some, "
                    "and we do much of it together.",
                ),
                ("We look back", "What helped? What did not? We tell you both, and carry on from there."),
            ],
        ),
        heading("What you can do"),
        text("Small things count. Here are some that people can start tomorrow:"),
        bullets(
            "Tell us one thing you love about your street and one thing you would change.",
            "Look in on a neighbour who lives alone.",
            "Go for a walk with others once a week.",
            "Show somebody how to do what you are good at.",
            "Come to a meeting, or bring the tea.",
        ),
        text("You can do a lot or a little. You can stop when you like."),
        heading("Six ways we work"),
        text("Services work with people in many ways. We name six. The first two come first in a zone."),
        bullets(
            "<b>Time with people.</b> A friendly talk, with no form to fill in, does people good.",
            "<b>Nobody left out.</b> We help people to find friends, groups and a place among neighbours.",
            "<b>The right help.</b> Some problems need an expert, like a doctor, a teacher or a debt adviser.",
            "<b>Firm limits.</b> Some things must stop, and some people must be kept safe from harm.",
            "<b>Good places.</b> Flowers, lights and clean paths change how a street feels.",
            "<b>Good news.</b> When something goes well, we say so. People grow when others believe in them.",
        ),
        callout(
            "A zone is not an emergency service",
            "If somebody is in danger now, call 999. For the police when it is not urgent, call 101.",
        ),
        heading("In the long run"),
        text(
            "People who live in a zone should lead more and more of its work. "
            "Services then step back and help them do it."
        ),
        links(
            "Next",
            to_page("Ask for a zone where you live", pages["set-up"], "How to start, and how places are chosen."),
        ),
    ]


def set_up(pages: Pages) -> Body:
    return [
        steps(
            "Before you ask us",
            [
                ("Talk to neighbours", "Ask a few people nearby what they like about the place and what they miss."),
                ("Write it down", "Three good things and three things to change are enough to start with."),
                ("Find one more", "A group, a school, a faith centre or a service that would join in."),
                ("Tell us", "Write to the programme team. We look at the next step with you."),
            ],
        ),
        CONTACT,
        heading("How places are chosen"),
        text("More places would like a zone than we can start at once. So a board of local services has to choose."),
        bullets(
            "It looks at how much people need, in figures for each neighbourhood.",
            "It listens to what people who live there say.",
            "It asks whether local services are ready to work together there.",
            "It looks for places that differ, so that we can learn from each of them.",
        ),
        text("Figures help. They never decide alone. If your place is not chosen, you can ask us why."),
        steps(
            "Four phases of a zone",
            [
                (
                    str(Phase.CONCEPT.label),
                    "We look at what is there already, and ask who wants to take part.",
                ),
                (
                    str(Phase.TEAM.label),
                    "Neighbours and people who work in services get to know each other and become one local team.",
                ),
                (
                    str(Phase.DELIVER.label),
                    "It starts with a day for everybody. Then the work that people asked for gets done.",
                ),
                (
                    str(Phase.REVIEW.label),
                    "We look at what worked, mend what did not, and take what we learned to other places.",
                ),
            ],
        ),
        text("There is no set recipe. Each zone finds its own way through the four phases, and its own pace."),
        links(
            "Good to know first",
            to_page("What a People Zone is", pages["what-is"], "The idea in two minutes."),
            to_address("Look up your postcode", "/postcode/", "Your home may be in a zone already."),
        ),
    ]
