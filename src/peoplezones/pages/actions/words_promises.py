"""The first words on accessibility and privacy. They must stay true of the code: change both together."""

from .wording import CONTACT, Body, Pages, bullets, callout, heading, links, text, to_address


def accessibility(pages: Pages) -> Body:
    return [
        heading("What you should be able to do"),
        bullets(
            "Use every page with a keyboard alone.",
            "Read every page on a phone, and make the text twice as large.",
            "Use every page without JavaScript.",
            "Find everything that a map shows in a list too, and everything that a chart shows in a table.",
            "Understand the words. We write short sentences and leave out jargon.",
        ),
        heading("Where we stand"),
        text(
            "We aim for the Web Content Accessibility Guidelines, version 2.2, level AA. "
            "They are the standard that the law asks public bodies to meet.",
            "We cannot yet say that we meet them in full. Nobody from outside has checked this site, "
            "and a program can find only some of the faults.",
        ),
        heading("What we test"),
        bullets(
            "A program called axe looks for faults on the main pages. "
            "It runs each time the site is changed and has its tests run.",
            "A browser opens the main pages at the width of a phone and of a desk.",
            "The same tests go through the main pages by keyboard, and without JavaScript.",
        ),
        heading("What we have not tested"),
        bullets(
            "We have not yet tested with people who use a screen reader, voice control or a switch.",
            "We have not tested how easy the words are for people who are learning English.",
            "The part of the site where editors write pages is made by others. We have not checked it.",
            "Files that editors add, such as Word or PDF, may be harder to use than our pages.",
        ),
        heading("Tell us what does not work"),
        text(
            "If you cannot use a part of this site, we want to know. Say which page, what you tried, "
            "and what you use to read it. If you need a page in another form, like large print, ask us for it."
        ),
        CONTACT,
        heading("If we do not help"),
        text("You can take it further. This service gives free advice on your rights:"),
        links(
            "Free advice",
            to_address(
                "Equality Advisory and Support Service",
                "https://www.equalityadvisoryservice.com/",
                "Opens another web site.",
            ),
        ),
    ]


def privacy(pages: Pages) -> Body:
    return [*what_we_keep(), *how_long_and_your_rights()]


def what_we_keep() -> Body:
    return [
        heading("If you only read"),
        text(
            "You need not sign in to read this site. We set no cookie then. We do not follow what you read, "
            "and no page of ours asks another web site for anything.",
            "When you look up a postcode, we do not store it. It is part of the address of the answer, "
            "so your own browser may remember it.",
            "Our computers may note which page was opened, when, and from which internet address. "
            "We use such notes only to keep the site running and safe.",
        ),
        heading("If you sign up"),
        text("We keep:"),
        bullets(
            "your e-mail address, which you sign in with,",
            "your name, if you or the team that added you gave one,",
            "when you joined and when you last signed in,",
            "your roles, like resident or partner, and the zones you belong to,",
            "your second step at sign-in, like a passkey or an app, if you set one up,",
            "how you want to be reached, and what you agree to, if you told us.",
        ),
        text(
            "There is no password, so none can be stolen. We send you an e-mail when you sign in "
            "or when your sign-in changes. We do not sell or swap addresses."
        ),
        heading("Cookies"),
        text("A cookie is a small note that your browser keeps for us. We use only what signing in needs:"),
        bullets(
            "<b>sessionid</b> remembers that you signed in. It goes when you sign out or close your browser, "
            "and after two weeks at the latest.",
            "<b>csrftoken</b> proves that a form came from our page. It lasts a year.",
            "<b>messages</b> holds a note like “You have signed out” until you have seen it.",
            "<b>wagtail_sidebar_collapsed</b> is for page editors. It remembers if they folded the menu away.",
        ),
        heading("What we write down"),
        text(
            "When somebody signs in or changes something here, we write down who did it, what, and when. "
            "This is how we put mistakes right and answer for what we do. "
            "We do the same when the team takes data about people away. "
            "Such a line holds the name or the number of an account. It stays when the account has gone.",
            "If you change your name, the line holds the old one too. If you change your e-mail address, "
            "it holds a part of both: the first letter, and what comes after the @.",
            "To stop people from guessing codes, we count tries for each e-mail address and internet address. "
            "Each count is over after an hour at most.",
        ),
    ]


def how_long_and_your_rights() -> Body:
    return [
        heading("How long we keep it"),
        text(
            "We keep your account until you close it, or ask us to. Then we erase your name, your address, your roles "
            "and all that is yours alone, at once. The page where you close it lists what we must keep, and why.",
            "Lines on who saw and changed what stay for six years.",
            "If you work for us and do not sign in for a long time, your access rests until somebody gives it back.",
        ),
        heading("Your rights"),
        text("Under “My account” you can at any time:"),
        bullets(
            "see and download what we keep about you,",
            "change how we may reach you,",
            "take back what you agreed to,",
            "close your account.",
        ),
        text(
            "You can also ask us to do it for you, to put right what is wrong, or to stop using what we know about you."
        ),
        heading("If you have no e-mail"),
        text(
            "Somebody of your zone may act for you here, if you say yes. It lasts thirty days at most, then they ask "
            "again. "
            "Everything they do is written down with both your names."
        ),
        text(
            "The law lets us keep these things because we run People Zones for the public. It calls that a public task."
        ),
        CONTACT,
        callout(
            "Do not send us secrets", "Never send a sign-in code by e-mail, not even to us. We will not ask for one."
        ),
        links(
            "If you are not happy with our answer",
            to_address(
                "Information Commissioner’s Office",
                "https://ico.org.uk/make-a-complaint/",
                "You can complain there about how we use what we know about you. Opens another web site.",
            ),
        ),
    ]
