"""Routes that the law of a place outside the United States gives: letters.md (e).

A number stands here only where letters.md gives it with high confidence, or high to
medium, and the words say so where it is not certain.
"""

from django.utils.translation import gettext_lazy as _

from takedown.routes.route import Route

TABLE = "letters.md (e) Elsewhere"
OFFICE = _("The office, and whom it writes to for you.")
NOT_TOLD = _("It differs. They can tell you.")

ROUTES = (
    Route(
        "dsa",
        _("Send a notice under EU law"),
        why=_(
            "You live in the European Union. Sites that work there must answer such a "
            "notice."
        ),
        can=_("They must confirm it, decide with care, and tell you how to object."),
        cannot=_(
            "It needs the exact link. It does not bind a site to a number of hours."
        ),
        how_long=_("The law says “timely” and names no hour."),
        sees_name=_("The site. A name and an e-mail address are needed."),
        source="letters.md (e) DSA1-DSA4; Regulation (EU) 2022/2065, art. 16",
        letter="dsa",
    ),
    Route(
        "gdpr",
        _("Ask for erasure of your data"),
        why=_(
            "A picture of you is your personal data. Where you live, you can demand "
            "that whoever runs the site erases it."
        ),
        can=_(
            "Ask that others who got it are told too. An office for data protection "
            "takes complaints."
        ),
        cannot=_("It is not for what a person shares at home, in private."),
        how_long=_("An answer is due within one month."),
        sees_name=_("The site. It may ask who you are, if there is real doubt."),
        source="letters.md (e) GDPR1-GDPR5; GDPR and UK GDPR, arts. 12, 17, 21",
        letter="gdpr",
    ),
    Route(
        "uk-report",
        _("Send a 48-hour report under UK law"),
        why=_(
            "You live in the United Kingdom. Sites and search engines must act on it."
        ),
        can=_("They must take it down, with copies that are much the same."),
        cannot=_("It needs a statement that such a picture is there, and where."),
        how_long=_("48 hours, or sooner if it can be done."),
        sees_name=_("The site. It needs a way to reach you."),
        source="letters.md (e) UK1-UK4; Online Safety Act 2023, ss. 10(3A), 27",
        letter="uk-report",
    ),
    Route(
        "uk-helpline",
        _("Call the Revenge Porn Helpline"),
        why=_("It is for adults in the United Kingdom, and free. That is its name."),
        can=_("Talk to people who know this. They can report it with you."),
        cannot=_("It is not open at night or at the weekend."),
        how_long=_("They answer on working days."),
        sees_name=_("The people you talk to."),
        source="letters.md (e) United Kingdom; directory: gb-revenge-porn-helpline",
        lines=("gb-revenge-porn-helpline-swgfl",),
    ),
    Route(
        "ofcom",
        _("Know that Ofcom watches over sites"),
        why=_(
            "In the United Kingdom, sites must take such pictures down swiftly once "
            "they know. The office Ofcom sees to it."
        ),
        can=_("Name this law when you report. Our page of laws has it, to print."),
        cannot=_("Complain to the site first. That is how the law has it."),
        how_long=_("“Swiftly”, says the law. It names no hour."),
        sees_name=_("Nobody. This is something to know and to print."),
        source="letters.md (e) Online Safety Act 2023; directory: gb-removal-duty-"
        "platform-duties-on-illegal-intimate-image-content",
        page=("directory:laws",),
    ),
    Route(
        "esafety",
        _("Report it to eSafety"),
        why=_(
            "This office in Australia can order it removed. Threats and changed "
            "pictures count. You need not ask the site first."
        ),
        can=_(
            "Give the site, its host or the person who posted it an order to remove."
        ),
        cannot=_(
            "There must be a tie to Australia: you, the person who posted it, or "
            "the host."
        ),
        how_long=_("After an order: 24 hours, or longer if the office allows it."),
        sees_name=OFFICE,
        source="letters.md (e) AU1-AU4; Online Safety Act 2021 (Cth), ss. 32, 77-79",
        letter="esafety",
        lines=("au-esafety-commissioner-image-based-abuse-reports",),
    ),
    Route(
        "india",
        _("Write to the site's Grievance Officer"),
        why=_("In India, sites must have a person for such complaints. Fakes count."),
        can=_("The site must act fast when you say that it shows you."),
        cannot=_("It needs the links. A report to the police is a second way."),
        how_long=_("The law says that it must be fast. We are checking how fast."),
        sees_name=_("The officer of the site. A name and a contact are needed."),
        source="letters.md (e) IN1-IN4; IT Rules 2021, rule 3(2)(b)",
        letter="india",
        lines=("in-national-cyber-crime-helpline-and-portal",),
    ),
    Route(
        "south-korea",
        _("Ask the center of South Korea that helps to delete"),
        why=_("In South Korea, this center is there for it. Its help is free."),
        can=_("Help with deleting, with talking, with law and doctors."),
        cannot=_("Not everything can be deleted. Ask what it can do for yours."),
        how_long=_("The line answers at any hour. How long a deletion takes differs."),
        sees_name=OFFICE,
        source=f"{TABLE}: South Korea",
        lines=("kr-digital-sex-crime-victim-support-center-d4u-and-1366",),
    ),
    Route(
        "japan",
        _("Ask Safeline or PAPS to write to the site"),
        why=_("In Japan, these two groups ask sites to delete. It is free."),
        can=_("They write to sites in Japan and abroad, for you or your guardian."),
        cannot=_("They ask the site. We know of no power to order it."),
        how_long=NOT_TOLD,
        sees_name=OFFICE,
        source=f"{TABLE}: Japan",
        lines=("jp-safeline-safer-internet-association", "jp-paps"),
    ),
    Route(
        "brazil",
        _("Give notice under the law of Brazil"),
        why=_(
            "In Brazil, a site must act on a notice from the person shown. No court is "
            "needed."
        ),
        can=_("A site that does not act can be held to account."),
        cannot=_("It needs the link, and that it is you."),
        how_long=_("“Promptly”, says the law. It names no hour."),
        sees_name=_("The site."),
        source=f"{TABLE}: Brazil; Marco Civil da Internet, art. 21",
        page=("directory:laws",),
    ),
    Route(
        "taiwan",
        _("Report it to the Sexual Image Processing Centre"),
        why=_("In Taiwan, this center takes reports from people of any age."),
        can=_("After a decision of the local office, the site must remove it."),
        cannot=_("The time counts from that decision, and not from your report."),
        how_long=_("24 hours after the decision."),
        sees_name=OFFICE,
        source=f"{TABLE}: Taiwan",
        lines=("tw-sexual-image-processing-centre-siarc",),
    ),
    Route(
        "italy",
        _("Report it to the Garante"),
        why=_(
            "In Italy, this office can have it blocked, from age 14. The fear that it "
            "may be shared is enough."
        ),
        can=_("Order sites to block it."),
        cannot=_("It takes its own online form only."),
        how_long=_("It decides within 48 hours."),
        sees_name=OFFICE,
        source=f"{TABLE}: Italy; Privacy Code, art. 144-bis",
        lines=("it-garante-privacy-revenge-porn-report",),
    ),
    Route(
        "spain",
        _("Use the priority channel of the AEPD"),
        why=_("In Spain, this office takes urgent reports. Others may report for you."),
        can=_("Order that it is removed, and fine those responsible."),
        cannot=_("The law gives no fixed hour."),
        how_long=_("It is urgent there, with no fixed time."),
        sees_name=OFFICE,
        source=f"{TABLE}: Spain; directory: es-removal-duty",
        lines=("es-aepd-canal-prioritario",),
    ),
    Route(
        "france",
        _("Call 3018, or report it to PHAROS"),
        why=_(
            "In France, 3018 can bring it to sites directly. It is meant first for "
            "young people, and open to anyone."
        ),
        can=_("3018 speaks with sites. PHAROS takes reports of what the law forbids."),
        cannot=_("How fast a site acts rests on its word, and on no law we know."),
        how_long=_("Often hours, where sites have agreed to it. We cannot promise it."),
        sees_name=OFFICE,
        source=f"{TABLE}: France",
        lines=("fr-3018-e-enfance", "fr-pharos"),
    ),
    Route(
        "belgium",
        _("Ask a Belgian court for an urgent order"),
        why=_(
            "In Belgium, a court can order it removed. An institute can help you ask."
        ),
        can=_("Order the person or the site to remove or block it."),
        cannot=_("It takes a court. The institute can say how to begin."),
        how_long=_("About 6 hours after the order. How soon it comes differs."),
        sees_name=_("The court, the site, and who helps you."),
        source=f"{TABLE}: Belgium; directory: be-removal-duty",
        lines=("be-institute-for-the-equality-of-women-and-men-non-consensual-images",),
    ),
    Route(
        "new-zealand",
        _("Ask Netsafe"),
        why=_("In New Zealand, Netsafe helps with this, threats too."),
        can=_("Take a complaint about harm online, and tell you what comes next."),
        cannot=_("It may not be enough by itself. They can say what comes after."),
        how_long=NOT_TOLD,
        sees_name=_("Netsafe, and whom it writes to for you."),
        source=f"{TABLE}: New Zealand (M, so the directory's high facts only)",
        lines=("nz-netsafe",),
    ),
    Route(
        "singapore",
        _("Report it to the Online Safety Commission"),
        why=_(
            "In Singapore, this office is for citizens, permanent residents, and "
            "others with a tie to the country."
        ),
        can=_(
            "Tell the person, the group or the site to take it down. It can also order "
            "who posted it to be named."
        ),
        cannot=_("It opened in the middle of 2026. Look first if it takes your case."),
        how_long=NOT_TOLD,
        sees_name=OFFICE,
        source=f"{TABLE}: Singapore (H/M); directory: sg-removal-duty",
        lines=("sg-online-safety-commission-singapore",),
    ),
    Route(
        "your-country",
        _("Report it where you live"),
        why=_("We know of no quick way of its own in your country. There may be help."),
        can=_("A line of your country can say who acts there, and in which language."),
        cannot=_("We cannot say how well it works."),
        how_long=NOT_TOLD,
        sees_name=_("The people you talk to."),
        source="directory: helplines and laws by country",
        page=("directory:helplines",),
    ),
)
