"""Routes to the site itself, to who hosts it, and to StopNCII."""

from takedown.routes.route import Odds, Route

X = "arXiv 2409.12138"
HOSTS = "arXiv 2409.13575"
X_COPYRIGHT = Odds(
    "On X, all posts reported for copyright were gone within 25 hours.", X, "2024-09"
)
X_POLICY = Odds(
    "On X, none of the posts reported as intimate images were gone in three weeks.",
    X,
    "2024-09",
)
HOSTS_SLOW = Odds(
    "Of the pages reported, about 5 in 100 were gone within 48 hours. "
    "Half of them took more than 45 days.",
    HOSTS,
    "2024-09",
)
NO_LAW_SETS_A_TIME = "No law sets a time for this."
ITS_TEAM = (
    "The team that handles reports. It is normally not passed on. We cannot promise it."
)
HOLD_CANNOT = "It is a request and no order. It takes nothing down."
HOLD_LONG = "No law sets a time. Logs last weeks to months, so send it soon."
UPLOADER = (
    "The site, and often the person who posted it: name, address, phone and e-mail. "
    "Some sites publish such notices. A lawyer or an advocate can sign instead."
)
PERJURY = (
    "It is only for a picture you took. You sign under penalty of perjury. "
    "The other side may object. Then it can come back in 10 to 14 business days."
)
STOPNCII_CANNOT = (
    "It needs the file; for a fake, the fake itself. It is for adults who are in the "
    "picture. It works only on sites that take part, and not in private, locked chats."
)
STOPNCII_NAME = "The sites get a code only. The picture stays on your device."
STOPNCII_TIME = "About 15 minutes for you. Sites check at their own pace."
STOPNCII = ("int-stopncii-org",)

ROUTES = (
    Route(
        "hold-email",
        "First, ask the mail service to keep its records",
        why="It came by e-mail. The mail service has records of who sent it.",
        can="Ask it to keep names, addresses and logs, for the police or a court.",
        cannot=f"{HOLD_CANNOT} The US 48-hour law does not cover e-mail.",
        how_long=HOLD_LONG,
        sees_name="The mail service. It is asked not to tell the person who did this. "
        "It is not bound by that.",
        source="letters.md (f) HOLD1-HOLD10; (a) Excluded: e-mail",
        letter="hold-email",
    ),
    Route(
        "litigation-hold",
        "First, ask the site to keep its records",
        why="When a picture goes, the records of who did it may go too. "
        "So this letter goes out first, or together with the others.",
        can="Ask it to keep names, addresses and logs, for the police or a court.",
        cannot=HOLD_CANNOT,
        how_long=HOLD_LONG,
        sees_name="The site. It is asked not to tell the person who did this. "
        "It is not bound by that.",
        source="letters.md G5; (f) HOLD1-HOLD10",
        letter="litigation-hold",
    ),
    Route(
        "stopncii",
        "Block copies with StopNCII",
        why="This site takes part. It can know a copy by its code, and stop it.",
        can="It works before anything is posted. Other sites that take part look too.",
        cannot=STOPNCII_CANNOT,
        how_long=STOPNCII_TIME,
        sees_name=STOPNCII_NAME,
        source="letters.md POL6, (k); directory: supports_stopncii",
        lines=STOPNCII,
    ),
    Route(
        "stopncii-others",
        "Block copies on other sites with StopNCII",
        why="We did not find this site among those that take part. But others do, "
        "and it may be posted there next.",
        can="It works before anything is posted. Other sites then look for the code.",
        cannot=STOPNCII_CANNOT,
        how_long=STOPNCII_TIME,
        sees_name=STOPNCII_NAME,
        source="letters.md POL6, (k); directory: supports_stopncii",
        lines=STOPNCII,
    ),
    Route(
        "policy-threat",
        "Tell the site about the threat",
        why="Nothing is out there yet. The site can act on the account that threatens.",
        can="Ask it to act on the account, and to keep the messages for the police.",
        cannot="It cannot stop that person on other sites.",
        how_long=NO_LAW_SETS_A_TIME,
        sees_name=ITS_TEAM,
        source="letters.md (c) POL1-POL4; (k)",
        letter="platform-policy",
    ),
    Route(
        "in-app-report",
        "Report it in the app or on the site",
        why="It goes straight to those who can remove it. We list the steps.",
        can="Have the post and the account looked at.",
        cannot="The answer can be no. A report can make it all vanish, so save proof "
        "first.",
        how_long=NO_LAW_SETS_A_TIME,
        sees_name="The site, if you report from your own account.",
        source="letters.md (c); directory: in_app_steps",
        odds=X_POLICY,
        page=("directory:platform",),
    ),
    Route(
        "platform-form",
        "Use the site's own report form",
        why="We know a page of this site where such reports begin.",
        can="Reach the team that handles such reports. Give each link.",
        cannot="The answer can be no. It may ask more than the law does. "
        "Never attach the picture.",
        how_long=NO_LAW_SETS_A_TIME,
        sees_name=ITS_TEAM,
        source="letters.md (c); directory: channel report",
        odds=X_POLICY,
        channel="report",
    ),
    Route(
        "take-it-down-form",
        "Send a 48-hour request through the site's form",
        why="This site has a form for the US TAKE IT DOWN Act. The 48 hours begin when "
        "a valid request goes in there.",
        can="The site has to remove it, fakes too, and try to find exact copies.",
        cannot="You cannot sue the site under this law. A US office can act against "
        "it. It is not for sites that pick all their content themselves.",
        how_long="48 hours after the site gets a valid request.",
        sees_name=ITS_TEAM,
        source="letters.md (a) TID1-TID8; 47 U.S.C. § 223a; directory: channel "
        "take-it-down",
        letter="take-it-down",
        channel="take-it-down",
    ),
    Route(
        "take-it-down",
        "Send a 48-hour request",
        why="The US TAKE IT DOWN Act is for sites where people post. We found no form "
        "of this site for it yet.",
        can="The site has to remove it, fakes too, and try to find exact copies.",
        cannot="It is not for e-mail, or for sites that pick all their content "
        "themselves. If you find no form, send it to each address the site gives.",
        how_long="48 hours after the site gets a valid request.",
        sees_name=ITS_TEAM,
        source="letters.md (a) TID1-TID8; 47 U.S.C. § 223a",
        letter="take-it-down",
    ),
    Route(
        "policy",
        "Write to the site about its own rules",
        why="Most sites have rules against this. The letter names the rule.",
        can="Ask that it goes, that the account is dealt with, and new uploads stop.",
        cannot="It rests on the rules of the site, and on no law.",
        how_long=NO_LAW_SETS_A_TIME,
        sees_name=ITS_TEAM,
        source="letters.md (c) POL1-POL7",
        odds=X_POLICY,
        letter="platform-policy",
    ),
    Route(
        "follow-up",
        "Write again when 48 hours are over",
        why="You made a 48-hour request. If it is still up, or is back, say so.",
        can="Show when they got it, that the time is over, and what is still there.",
        cannot="Wait until 48 hours have passed since they got the request.",
        how_long="It asks for reasons within 24 hours. No law sets that time.",
        sees_name=ITS_TEAM,
        source="letters.md (g) F1-F7; 47 U.S.C. § 223a(a)(3)",
        letter="follow-up",
    ),
    Route(
        "ftc",
        "Complain to the US trade commission",
        why="You made a 48-hour request. This office acts against sites that fail.",
        can="It can act against the site. You may report for somebody else, with their "
        "consent.",
        cannot="It does not take pictures down itself. Attach none.",
        how_long="No law sets a time. Wait until the 48 hours are over.",
        sees_name="The commission. It may share reports with the police.",
        source="letters.md (g) FTC1-FTC7; 47 U.S.C. § 223a(b)",
        letter="ftc",
        lines=("us-ftc-take-it-down-act-complaints",),
    ),
    Route(
        "host-notice",
        "Write to those who stand behind the site",
        why="Somebody runs the site, somebody hosts it, somebody sold its name. "
        "If one does nothing, the next one may.",
        can="A host can delete a page or switch a site off.",
        cannot="The one who sold the name seldom acts for one picture.",
        how_long="No law sets a time. No answer in 48 hours? Write to the next one.",
        sees_name="Hosts often pass the message on, with your name. Use a new e-mail "
        "address, or let somebody else send it.",
        source="letters.md (b) Find the agent; data/notes.md part 1",
        odds=HOSTS_SLOW,
        letter="host-notice",
        is_once=False,
        page=("directory:unknown-site",),
    ),
    Route(
        "dmca",
        "Claim copyright: you took the picture",
        why="Who takes a picture owns it, as a rule. We know this site's agent.",
        can="Ask that your picture is taken down. It must hold all six parts.",
        cannot=PERJURY,
        how_long="The law says “expeditiously” and names no hour.",
        sees_name=UPLOADER,
        source="letters.md (b) DMCA0-DMCA6, DMCA-F; 17 U.S.C. § 512(c); directory: "
        "channel dmca",
        odds=X_COPYRIGHT,
        letter="dmca",
    ),
    Route(
        "dmca-look-up",
        "Claim copyright: you took the picture, and look up the agent",
        why="Who takes a picture owns it, as a rule. The site's agent is in a US list.",
        can="Ask that your picture is taken down. It must hold all six parts.",
        cannot=PERJURY,
        how_long="The law says “expeditiously” and names no hour.",
        sees_name=UPLOADER,
        source="letters.md (b) DMCA0-DMCA6, DMCA-F, Find the agent; 17 U.S.C. § 512(c)",
        odds=X_COPYRIGHT,
        letter="dmca",
        lines=("us-u-s-copyright-office-registration-and-designated-agent-directory",),
    ),
)
