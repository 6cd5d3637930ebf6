"""What a person should know about what they pasted: a code, and one kind saying."""

from django.utils.translation import gettext_lazy as _

REDIRECT = "redirect"
UNCLEAR = "unclear"
SHORT = "shortener"
ARCHIVE = "archive"
ONION = "onion"
NUMBER = "ip"
LOOK_ALIKE = "look-alike"
APP = "app-link"
ACCOUNT = "account"
EMAIL = "e-mail"
FILE = "file"
NOT_A_LINK = "not-a-link"

SENTENCES = {
    REDIRECT: _("This link goes through another site. It leads to {host}."),
    UNCLEAR: _(
        "This link goes through other sites, and we cannot tell where it ends. "
        "If you can, paste the link of the page itself."
    ),
    SHORT: _(
        "This is a short link. It does not say where it leads, and we never open it. "
        "Open it only if you want to, and if you feel safe. "
        "Then paste the link of the page it leads to."
    ),
    ARCHIVE: _(
        "This is a copy in a web archive. It stays there even if the page itself is "
        "gone. So ask the archive to remove it too."
    ),
    ONION: _(
        "This link opens only in the Tor Browser. Nobody can look up who runs such a "
        "site. Keep the link for the police."
    ),
    NUMBER: _(
        "This link has a number where the name of a site would be. "
        "We cannot tell whose it is. The number can be looked up."
    ),
    LOOK_ALIKE: _(
        "This link looks like {like}, but it leads to {host}. "
        "Do not sign in there. Keep the link just as it is."
    ),
    APP: _(
        "This link opens an app, not a web page. In the app, look for “Share” "
        "and “Copy link”. Then paste that link."
    ),
    ACCOUNT: _(
        "This is the name of an account, not a link. You can find its link in the app, "
        "under “Share” or “Copy link”."
    ),
    EMAIL: _("This is an e-mail address, not a link. You can keep it in another box."),
    FILE: _(
        "This is a file on one device. Others cannot open it. "
        "Paste the link of the web page."
    ),
    NOT_A_LINK: _(
        "This does not look like a web link. A link starts with https://. "
        "You can copy it from the top of the page."
    ),
}
