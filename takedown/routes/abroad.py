"""Routes that the law of a place outside the United States gives: letters.md (e).

A number stands here only where letters.md gives it with high confidence, or high to
medium, and the words say so where it is not certain.
"""

from takedown.routes.route import Route

TABLE = "letters.md (e) Elsewhere"
OFFICE = "The office, and whom it writes to for you."
NOT_TOLD = "It differs. They can tell you."
BC_WORDS = {
    "can": "The tribunal can order people and sites to delete it or stop sharing it. "
    "Threats and fakes count. There is no fee for such an order.",
    "cannot": "It is for what was shared or threatened on or after March 6, 2023.",
    "how_long": "There is a fast track. We know no fixed number of days.",
    "sees_name": "The tribunal. Ask the service how your name is kept.",
    "source": f"{TABLE}: Canada (BC); directory: ca-bc-ncii-civil",
    "lines": ("ca-bc-intimate-images-protection-service",),
}
QUEBEC_WORDS = {
    "can": "A simple form is enough, online or at a court house. "
    "Breaking the order costs that person $500 to $50,000 a day.",
    "cannot": "It takes a court. Ask there what such an order can reach.",
    "how_long": "It is urgent there. We know no fixed number of days.",
    "sees_name": "The court. Ask there how your name is kept.",
    "source": f"{TABLE}: Canada (QC); directory: ca-qc-ncii-civil",
    "page": ("directory:laws",),
}

ROUTES = (
    Route(
        "dsa",
        "Send a notice under EU law",
        why="You live in the European Union. Sites that work there must answer such a "
        "notice.",
        can="They must confirm it, decide with care, and tell you how to object.",
        cannot="It needs the exact link. It does not bind a site to a number of hours.",
        how_long="The law says “timely” and names no hour.",
        sees_name="The site. A name and an e-mail address are needed.",
        source="letters.md (e) DSA1-DSA4; Regulation (EU) 2022/2065, art. 16",
        letter="dsa",
    ),
    Route(
        "gdpr",
        "Ask for erasure of your data",
        why="A picture of you is your personal data. Where you live, you can demand "
        "that whoever runs the site erases it.",
        can="Ask that others who got it are told too. An office for data protection "
        "takes complaints.",
        cannot="It is not for what a person shares at home, in private.",
        how_long="An answer is due within one month.",
        sees_name="The site. It may ask who you are, if there is real doubt.",
        source="letters.md (e) GDPR1-GDPR5; GDPR and UK GDPR, arts. 12, 17, 21",
        letter="gdpr",
    ),
    Route(
        "uk-report",
        "Send a 48-hour report under UK law",
        why="You live in the United Kingdom. Sites and search engines must act on it.",
        can="They must take it down, with copies that are much the same.",
        cannot="It needs a statement that such a picture is there, and where.",
        how_long="48 hours, or sooner if it can be done.",
        sees_name="The site. It needs a way to reach you.",
        source="letters.md (e) UK1-UK4; Online Safety Act 2023, ss. 10(3A), 27",
        letter="uk-report",
    ),
    Route(
        "uk-helpline",
        "Call the Revenge Porn Helpline",
        why="It is for adults in the United Kingdom, and free. That is its name.",
        can="Talk to people who know this. They can report it with you.",
        cannot="It is not open at night or at the weekend.",
        how_long="They answer on working days.",
        sees_name="The people you talk to.",
        source="letters.md (e) United Kingdom; directory: gb-revenge-porn-helpline",
        lines=("gb-revenge-porn-helpline-swgfl",),
    ),
    Route(
        "ofcom",
        "Know that Ofcom watches over sites",
        why="In the United Kingdom, sites must take such pictures down swiftly once "
        "they know. The office Ofcom sees to it.",
        can="Name this law when you report. Our page of laws has it, to print.",
        cannot="Complain to the site first. That is how the law has it.",
        how_long="“Swiftly”, says the law. It names no hour.",
        sees_name="Nobody. This is something to know and to print.",
        source="letters.md (e) Online Safety Act 2023; directory: gb-removal-duty-"
        "platform-duties-on-illegal-intimate-image-content",
        page=("directory:laws",),
    ),
    Route(
        "esafety",
        "Report it to eSafety",
        why="This office in Australia can order it removed. Threats and changed "
        "pictures count. You need not ask the site first.",
        can="Give the site, its host or the person who posted it an order to remove.",
        cannot="There must be a tie to Australia: you, the person who posted it, or "
        "the host.",
        how_long="After an order: 24 hours, or longer if the office allows it.",
        sees_name=OFFICE,
        source="letters.md (e) AU1-AU4; Online Safety Act 2021 (Cth), ss. 32, 77-79",
        letter="esafety",
        lines=("au-esafety-commissioner-image-based-abuse-reports",),
    ),
    Route(
        "india",
        "Write to the site's Grievance Officer",
        why="In India, sites must have a person for such complaints. Fakes count.",
        can="The site must act fast when you say that it shows you.",
        cannot="It needs the links. A report to the police is a second way.",
        how_long="The law says that it must be fast. We are checking how fast.",
        sees_name="The officer of the site. A name and a contact are needed.",
        source="letters.md (e) IN1-IN4; IT Rules 2021, rule 3(2)(b)",
        letter="india",
        lines=("in-national-cyber-crime-helpline-and-portal",),
    ),
    Route(
        "bc-tribunal",
        "Ask the tribunal of British Columbia for an order",
        why="You live in British Columbia. A service there helps you with it.",
        **BC_WORDS,
    ),
    Route(
        "bc-tribunal-if",
        "If you live in British Columbia: ask its tribunal for an order",
        why="You live in Canada. In this province there is a quick way.",
        **BC_WORDS,
    ),
    Route(
        "quebec",
        "Ask a court in Quebec for an urgent order",
        why="You live in Quebec. From age 14 you can ask for one. Threats count.",
        **QUEBEC_WORDS,
    ),
    Route(
        "quebec-if",
        "If you live in Quebec: ask a court for an urgent order",
        why="You live in Canada. In this province there is a quick way.",
        **QUEBEC_WORDS,
    ),
    Route(
        "south-korea",
        "Ask the center of South Korea that helps to delete",
        why="In South Korea, this center is there for it. Its help is free.",
        can="Help with deleting, with talking, with law and doctors.",
        cannot="Not everything can be deleted. Ask what it can do for yours.",
        how_long="The line answers at any hour. How long a deletion takes differs.",
        sees_name=OFFICE,
        source=f"{TABLE}: South Korea",
        lines=("kr-digital-sex-crime-victim-support-center-d4u-and-1366",),
    ),
    Route(
        "japan",
        "Ask Safeline or PAPS to write to the site",
        why="In Japan, these two groups ask sites to delete. It is free.",
        can="They write to sites in Japan and abroad, for you or your guardian.",
        cannot="They ask the site. We know of no power to order it.",
        how_long=NOT_TOLD,
        sees_name=OFFICE,
        source=f"{TABLE}: Japan",
        lines=("jp-safeline-safer-internet-association", "jp-paps"),
    ),
    Route(
        "brazil",
        "Give notice under the law of Brazil",
        why="In Brazil, a site must act on a notice from the person shown. No court is "
        "needed.",
        can="A site that does not act can be held to account.",
        cannot="It needs the link, and that it is you.",
        how_long="“Promptly”, says the law. It names no hour.",
        sees_name="The site.",
        source=f"{TABLE}: Brazil; Marco Civil da Internet, art. 21",
        page=("directory:laws",),
    ),
    Route(
        "taiwan",
        "Report it to the Sexual Image Processing Centre",
        why="In Taiwan, this center takes reports from people of any age.",
        can="After a decision of the local office, the site must remove it.",
        cannot="The time counts from that decision, and not from your report.",
        how_long="24 hours after the decision.",
        sees_name=OFFICE,
        source=f"{TABLE}: Taiwan",
        lines=("tw-sexual-image-processing-centre-siarc",),
    ),
    Route(
        "italy",
        "Report it to the Garante",
        why="In Italy, this office can have it blocked, from age 14. The fear that it "
        "may be shared is enough.",
        can="Order sites to block it.",
        cannot="It takes its own online form only.",
        how_long="It decides within 48 hours.",
        sees_name=OFFICE,
        source=f"{TABLE}: Italy; Privacy Code, art. 144-bis",
        lines=("it-garante-privacy-revenge-porn-report",),
    ),
    Route(
        "spain",
        "Use the priority channel of the AEPD",
        why="In Spain, this office takes urgent reports. Others may report for you.",
        can="Order that it is removed, and fine those responsible.",
        cannot="The law gives no fixed hour.",
        how_long="It is urgent there, with no fixed time.",
        sees_name=OFFICE,
        source=f"{TABLE}: Spain; directory: es-removal-duty",
        lines=("es-aepd-canal-prioritario",),
    ),
    Route(
        "france",
        "Call 3018, or report it to PHAROS",
        why="In France, 3018 can bring it to sites directly. It is meant first for "
        "young people, and open to anyone.",
        can="3018 speaks with sites. PHAROS takes reports of what the law forbids.",
        cannot="How fast a site acts rests on its word, and on no law we know.",
        how_long="Often hours, where sites have agreed to it. We cannot promise it.",
        sees_name=OFFICE,
        source=f"{TABLE}: France",
        lines=("fr-3018-e-enfance", "fr-pharos"),
    ),
    Route(
        "belgium",
        "Ask a Belgian court for an urgent order",
        why="In Belgium, a court can order it removed. An institute can help you ask.",
        can="Order the person or the site to remove or block it.",
        cannot="It takes a court. The institute can say how to begin.",
        how_long="About 6 hours after the order. How soon it comes differs.",
        sees_name="The court, the site, and who helps you.",
        source=f"{TABLE}: Belgium; directory: be-removal-duty",
        lines=("be-institute-for-the-equality-of-women-and-men-non-consensual-images",),
    ),
    Route(
        "new-zealand",
        "Ask Netsafe",
        why="In New Zealand, Netsafe helps with this, threats too.",
        can="Take a complaint about harm online, and tell you what comes next.",
        cannot="It may not be enough by itself. They can say what comes after.",
        how_long=NOT_TOLD,
        sees_name="Netsafe, and whom it writes to for you.",
        source=f"{TABLE}: New Zealand (M, so the directory's high facts only)",
        lines=("nz-netsafe",),
    ),
    Route(
        "singapore",
        "Report it to the Online Safety Commission",
        why="In Singapore, this office is for citizens, permanent residents, and "
        "others with a tie to the country.",
        can="Tell the person, the group or the site to take it down. It can also order "
        "who posted it to be named.",
        cannot="It opened in the middle of 2026. Look first if it takes your case.",
        how_long=NOT_TOLD,
        sees_name=OFFICE,
        source=f"{TABLE}: Singapore (H/M); directory: sg-removal-duty",
        lines=("sg-online-safety-commission-singapore",),
    ),
    Route(
        "your-country",
        "Report it where you live",
        why="We know of no quick way of its own in your country. There may be help.",
        can="A line of your country can say who acts there, and in which language.",
        cannot="We cannot say how well it works.",
        how_long=NOT_TOLD,
        sees_name="The people you talk to.",
        source="directory: helplines and laws by country",
        page=("directory:helplines",),
    ),
)
