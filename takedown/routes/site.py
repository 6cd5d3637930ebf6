"""Routes to the site itself, to who hosts it, and to StopNCII."""

from django.utils.translation import gettext_lazy as _

from takedown.routes.route import Odds, Route, in_a_row

X = "arXiv 2409.12138"
HOSTS = "arXiv 2409.13575"
X_COPYRIGHT = Odds(
    _("On X, all posts reported for copyright were gone within 25 hours."), X, "2024-09"
)
X_POLICY = Odds(
    _("On X, none of the posts reported as intimate images were gone in three weeks."),
    X,
    "2024-09",
)
HOSTS_SLOW = Odds(
    _(
        "Of the pages reported, about 5 in 100 were gone within 48 hours. "
        "Half of them took more than 45 days."
    ),
    HOSTS,
    "2024-09",
)
NO_LAW_SETS_A_TIME = _("No law sets a time for this.")
ITS_TEAM = _(
    "The team that handles reports. It is normally not passed on. We cannot promise it."
)
HOLD_CANNOT = _("It is a request and no order. It takes nothing down.")
HOLD_LONG = _("No law sets a time. Logs last weeks to months, so send it soon.")
UPLOADER = _(
    "The site, and often the person who posted it: name, address, phone and e-mail. "
    "Some sites publish such notices. A lawyer or an advocate can sign instead."
)
PERJURY = _(
    "It is only for a picture you took. You sign under penalty of perjury. "
    "The other side may object. Then it can come back in 10 to 14 business days."
)
STOPNCII_CANNOT = _(
    "It needs the file; for a fake, the fake itself. It is for adults who are in the "
    "picture. It works only on sites that take part, and not in private, locked chats."
)
STOPNCII_NAME = _("The sites get a code only. The picture stays on your device.")
STOPNCII_TIME = _("About 15 minutes for you. Sites check at their own pace.")
STOPNCII = ("int-stopncii-org",)

ROUTES = (
    Route(
        "hold-email",
        _("First, ask the mail service to keep its records"),
        why=_("It came by e-mail. The mail service has records of who sent it."),
        can=_("Ask it to keep names, addresses and logs, for the police or a court."),
        cannot=in_a_row(HOLD_CANNOT, _("The US 48-hour law does not cover e-mail.")),
        how_long=HOLD_LONG,
        sees_name=_(
            "The mail service. It is asked not to tell the person who did this. "
            "It is not bound by that."
        ),
        source="letters.md (f) HOLD1-HOLD10; (a) Excluded: e-mail",
        letter="hold-email",
    ),
    Route(
        "litigation-hold",
        _("First, ask the site to keep its records"),
        why=_(
            "When a picture goes, the records of who did it may go too. "
            "So this letter goes out first, or together with the others."
        ),
        can=_("Ask it to keep names, addresses and logs, for the police or a court."),
        cannot=HOLD_CANNOT,
        how_long=HOLD_LONG,
        sees_name=_(
            "The site. It is asked not to tell the person who did this. "
            "It is not bound by that."
        ),
        source="letters.md G5; (f) HOLD1-HOLD10",
        letter="litigation-hold",
    ),
    Route(
        "stopncii",
        _("Block copies with StopNCII"),
        why=_("This site takes part. It can know a copy by its code, and stop it."),
        can=_(
            "It works before anything is posted. Other sites that take part look too."
        ),
        cannot=STOPNCII_CANNOT,
        how_long=STOPNCII_TIME,
        sees_name=STOPNCII_NAME,
        source="letters.md POL6, (k); directory: supports_stopncii",
        lines=STOPNCII,
    ),
    Route(
        "stopncii-others",
        _("Block copies on other sites with StopNCII"),
        why=_(
            "We did not find this site among those that take part. But others do, "
            "and it may be posted there next."
        ),
        can=_(
            "It works before anything is posted. Other sites then look for the code."
        ),
        cannot=STOPNCII_CANNOT,
        how_long=STOPNCII_TIME,
        sees_name=STOPNCII_NAME,
        source="letters.md POL6, (k); directory: supports_stopncii",
        lines=STOPNCII,
    ),
    Route(
        "policy-threat",
        _("Tell the site about the threat"),
        why=_(
            "Nothing is out there yet. The site can act on the account that threatens."
        ),
        can=_("Ask it to act on the account, and to keep the messages for the police."),
        cannot=_("It cannot stop that person on other sites."),
        how_long=NO_LAW_SETS_A_TIME,
        sees_name=ITS_TEAM,
        source="letters.md (c) POL1-POL4; (k)",
        letter="platform-policy",
    ),
    Route(
        "in-app-report",
        _("Report it in the app or on the site"),
        why=_("It goes straight to those who can remove it. We list the steps."),
        can=_("Have the post and the account looked at."),
        cannot=_(
            "The answer can be no. A report can make it all vanish, so save proof "
            "first."
        ),
        how_long=NO_LAW_SETS_A_TIME,
        sees_name=_("The site, if you report from your own account."),
        source="letters.md (c); directory: in_app_steps",
        odds=X_POLICY,
        page=("directory:platform",),
    ),
    Route(
        "platform-form",
        _("Use the site's own report form"),
        why=_("We know a page of this site where such reports begin."),
        can=_("Reach the team that handles such reports. Give each link."),
        cannot=_(
            "The answer can be no. It may ask more than the law does. "
            "Never attach the picture."
        ),
        how_long=NO_LAW_SETS_A_TIME,
        sees_name=ITS_TEAM,
        source="letters.md (c); directory: channel report",
        odds=X_POLICY,
        channel="report",
    ),
    Route(
        "take-it-down-form",
        _("Send a 48-hour request through the site's form"),
        why=_(
            "This site has a form for the US TAKE IT DOWN Act. The 48 hours begin when "
            "a valid request goes in there."
        ),
        can=_("The site has to remove it, fakes too, and try to find exact copies."),
        cannot=_(
            "You cannot sue the site under this law. A US office can act against "
            "it. It is not for sites that pick all their content themselves."
        ),
        how_long=_("48 hours after the site gets a valid request."),
        sees_name=ITS_TEAM,
        source="letters.md (a) TID1-TID8; 47 U.S.C. § 223a; directory: channel "
        "take-it-down",
        letter="take-it-down",
        channel="take-it-down",
    ),
    Route(
        "take-it-down",
        _("Send a 48-hour request"),
        why=_(
            "The US TAKE IT DOWN Act is for sites where people post. We found no form "
            "of this site for it yet."
        ),
        can=_("The site has to remove it, fakes too, and try to find exact copies."),
        cannot=_(
            "It is not for e-mail, or for sites that pick all their content "
            "themselves. If you find no form, send it to each address the site gives."
        ),
        how_long=_("48 hours after the site gets a valid request."),
        sees_name=ITS_TEAM,
        source="letters.md (a) TID1-TID8; 47 U.S.C. § 223a",
        letter="take-it-down",
    ),
    Route(
        "policy",
        _("Write to the site about its own rules"),
        why=_("Most sites have rules against this. The letter names the rule."),
        can=_(
            "Ask that it goes, that the account is dealt with, and new uploads stop."
        ),
        cannot=_("It rests on the rules of the site, and on no law."),
        how_long=NO_LAW_SETS_A_TIME,
        sees_name=ITS_TEAM,
        source="letters.md (c) POL1-POL7",
        odds=X_POLICY,
        letter="platform-policy",
    ),
    Route(
        "follow-up",
        _("Write again when 48 hours are over"),
        why=_("You sent a 48-hour request. If it is still up, or is back, say so."),
        can=_("Show when they got it, that the time is over, and what is still there."),
        cannot=_("Wait until 48 hours have passed since they got the request."),
        how_long=_("It asks for reasons within 24 hours. No law sets that time."),
        sees_name=ITS_TEAM,
        source="letters.md (g) F1-F7; 47 U.S.C. § 223a(a)(3)",
        letter="follow-up",
    ),
    Route(
        "ftc",
        _("Complain to the US trade commission"),
        why=_("You sent a 48-hour request. This office acts against sites that fail."),
        can=_(
            "It can act against the site. You may report for somebody else, with their "
            "consent."
        ),
        cannot=_("It does not take pictures down itself. Attach none."),
        how_long=_("No law sets a time. Wait until the 48 hours are over."),
        sees_name=_("The commission. It may share reports with the police."),
        source="letters.md (g) FTC1-FTC7; 47 U.S.C. § 223a(b)",
        letter="ftc",
        lines=("us-ftc-take-it-down-act-complaints",),
    ),
    Route(
        "host-notice",
        _("Write to those who stand behind the site"),
        why=_(
            "Somebody runs the site, somebody hosts it, somebody sold its name. "
            "If one does nothing, the next one may."
        ),
        can=_("A host can delete a page or switch a site off."),
        cannot=_("The one who sold the name seldom acts for one picture."),
        how_long=_("No law sets a time. No answer in 48 hours? Write to the next one."),
        sees_name=_(
            "Hosts often pass the message on, with your name. Use a new e-mail "
            "address, or let somebody else send it."
        ),
        source="letters.md (b) Find the agent; data/notes.md part 1",
        odds=HOSTS_SLOW,
        letter="host-notice",
        is_once=False,
        page=("directory:unknown-site",),
    ),
    Route(
        "dmca",
        _("Claim copyright: you took the picture"),
        why=_("Who takes a picture owns it, as a rule. We know this site's agent."),
        can=_("Ask that your picture is taken down. It must hold all six parts."),
        cannot=PERJURY,
        how_long=_("The law says “expeditiously” and names no hour."),
        sees_name=UPLOADER,
        source="letters.md (b) DMCA0-DMCA6, DMCA-F; 17 U.S.C. § 512(c); directory: "
        "channel dmca",
        odds=X_COPYRIGHT,
        letter="dmca",
    ),
    Route(
        "dmca-look-up",
        _("Claim copyright: you took the picture, and look up the agent"),
        why=_(
            "Who takes a picture owns it, as a rule. The site's agent is in a US list."
        ),
        can=_("Ask that your picture is taken down. It must hold all six parts."),
        cannot=PERJURY,
        how_long=_("The law says “expeditiously” and names no hour."),
        sees_name=UPLOADER,
        source="letters.md (b) DMCA0-DMCA6, DMCA-F, Find the agent; 17 U.S.C. § 512(c)",
        odds=X_COPYRIGHT,
        letter="dmca",
        lines=("us-u-s-copyright-office-registration-and-designated-agent-directory",),
    ),
)
