"""Which hosts hold, hide or copy another link, and why each is here.

A redirector says in its own text where it leads, so it is read, never fetched. A short
link does not: nobody knows without opening it. To add a host, add it here with why it
is there; nothing else changes. Checked against the public lists ClearURLs/Rules (July
2025) and PeterDaveHello/url-shorteners (September 2025), and links in public code.
"""

from collections.abc import Callable
from typing import NamedTuple

from directory.holding import (
    WHOLE,
    base64_parameter,
    dashes_for_dots,
    dashes_for_percents,
    in_the_rest,
    parameter,
    whole_query,
)

# --- Redirectors

# Google's search has a name in each country. All stand for google.com here. Only those
# of its own list (google.com/supported_domains): who has google.com.se, nobody knows.
GOOGLE_IN = """
    ad ae al am as at az ba be bf bg bi bj bs bt by ca cat cd cf cg ch ci cl cm cn cv
    cz de dj dk dm dz ee es fi fm fr ga ge gg gl gm gr gy hn hr ht hu ie im iq is it je
    jo kg ki kz la li lk lt lu lv md me mg mk ml mn mu mv mw ne nl no nr nu pl pn ps pt
    ro rs ru rw sc se sh si sk sm sn so sr st td tg tl tm tn to tt vu ws
    co.ao co.bw co.ck co.cr co.id co.il co.in co.jp co.ke co.kr co.ls co.ma co.mz co.nz
    co.th co.tz co.ug co.uk co.uz co.ve co.vi co.za co.zm co.zw
    com.af com.ag com.ar com.au com.bd com.bh com.bn com.bo com.br com.bz com.co com.cu
    com.cy com.do com.ec com.eg com.et com.fj com.gh com.gi com.gt com.hk com.jm com.kh
    com.kw com.lb com.ly com.mm com.mt com.mx com.my com.na com.ng com.ni com.np com.om
    com.pa com.pe com.pg com.ph com.pk com.pr com.py com.qa com.sa com.sb com.sg com.sl
    com.sv com.tj com.tr com.tw com.ua com.uy com.vc com.vn
"""
GOOGLE = {f"google.{country}" for country in GOOGLE_IN.split()}


class Redirector(NamedTuple):
    hosts: tuple  # and all hosts under them
    path: str  # in small letters; with all paths below it
    held: Callable  # the link it holds, from the address; "" if it holds none
    why: str
    may_stay: bool = False  # what holds no link leads to a page of the site itself


REDIRECTORS = [
    # Sites and apps, which pass people on to other sites
    Redirector(
        ("l.facebook.com", "lm.facebook.com"),
        "/",
        parameter("u"),
        "Facebook puts it before every link that leaves it",
    ),
    Redirector(("facebook.com",), "/l.php", parameter("u"), "the same, as it was once"),
    Redirector(
        ("facebook.com",), "/flx/warn", parameter("u"), "Facebook's page of warning"
    ),
    Redirector(
        ("l.instagram.com",), "/", parameter("u"), "links in profiles and messages"
    ),
    Redirector(("l.messenger.com",), "/", parameter("u"), "links in messages"),
    Redirector(("l.threads.com", "l.threads.net"), "/", parameter("u"), "links out"),
    Redirector(("l.wl.co",), "/l", parameter("u"), "links in WhatsApp profiles"),
    Redirector(
        ("twitter.com", "x.com"),
        "/safety/unsafe_link_warning",
        parameter("unsafe_link"),
        "the page of warning before a link",
    ),
    Redirector(("youtube.com",), "/redirect", parameter("q"), "links under videos"),
    Redirector(("tiktok.com",), "/link/v2", parameter("target"), "links in profiles"),
    Redirector(
        ("out.reddit.com", "click.redditmail.com"), "/", parameter("url"), "links out"
    ),
    Redirector(
        ("linkedin.com",),
        "/redir/redirect",
        parameter("url"),
        "links out of LinkedIn",
    ),
    Redirector(
        ("linkedin.com",), "/safety/go", parameter("url"), "its page of warning"
    ),
    Redirector(("pinterest.com",), "/offsite", parameter("url"), "links under pins"),
    Redirector(("t.umblr.com",), "/redirect", parameter("z"), "links out of Tumblr"),
    Redirector(("vk.com", "vk.ru"), "/away.php", parameter("to"), "links out of VK"),
    Redirector(("vk.com", "vk.ru"), "/away", parameter("to"), "the same, on phones"),
    Redirector(
        ("ok.ru", "odnoklassniki.ru"),
        "/dk",
        parameter(r"st\.link|st\.rfn"),
        "links out of Odnoklassniki",
        may_stay=True,
    ),
    Redirector(
        ("steamcommunity.com",),
        "/linkfilter",
        parameter("u|url"),
        "links in profiles and chats",
    ),
    Redirector(
        ("deviantart.com",), "/users/outgoing", whole_query, "links in descriptions"
    ),
    Redirector(("onlyfans.com",), "/away", parameter("url"), "links in profiles"),
    Redirector(("slack-redir.net",), "/link", parameter("url"), "links in Slack"),
    Redirector(("disq.us",), "/url", parameter("url"), "links in comments on blogs"),
    # Search engines: what is copied from a page of results
    Redirector(
        ("google.com",),
        "/url",
        parameter("q|url"),
        "results, and links in Gmail",
        may_stay=True,
    ),
    Redirector(
        ("google.com",),
        "/amp/",
        in_the_rest(r"^/amp/(?:s/)?(.+)", "https://"),
        "pages shown by Google itself on phones",
        may_stay=True,
    ),
    Redirector(
        ("cdn.ampproject.org",),
        "/",
        in_the_rest(r"^/[a-z]/(?:s/)?(.+)", "https://"),
        "the same pages, as they are shared",
    ),
    Redirector(
        ("consent.google.com", "consent.youtube.com"),
        "/",
        parameter("continue"),
        "the question about cookies before a page",
        may_stay=True,
    ),
    Redirector(
        ("translate.google.com",),
        "/translate",
        parameter("u"),
        "a translated page",
        may_stay=True,
    ),
    Redirector(
        ("translate.google.com",),
        "/website",
        parameter("u"),
        "the same, as it is asked for today",
        may_stay=True,
    ),
    Redirector(("translate.goog",), "", dashes_for_dots, "a translated page"),
    Redirector(("bing.com",), "/ck/a", base64_parameter, "results", may_stay=True),
    Redirector(("duckduckgo.com",), "/l/", parameter("uddg"), "results"),
    Redirector(
        ("r.search.yahoo.com",),
        "/",
        in_the_rest(rf"/RU=({WHOLE}[^/]*)"),
        "results",
    ),
    # Filters of e-mail at schools and firms
    Redirector(
        ("safelinks.protection.outlook.com",),
        "/",
        parameter("url"),
        "links in mail, changed by Outlook",
    ),
    Redirector(
        ("statics.teams.cdn.office.net",),
        "/evergreen-assets/safelinks",
        parameter("url"),
        "links in Teams",
    ),
    Redirector(
        ("urldefense.com",),
        "/v3/",
        in_the_rest(rf"^/v3/__({WHOLE}.*?)__;"),
        "links in mail, changed by Proofpoint",
    ),
    Redirector(
        ("urldefense.proofpoint.com",),
        "/v2/url",
        dashes_for_percents,
        "the same, some years ago",
    ),
    Redirector(
        ("linkprotect.cudasvc.com",),
        "/url",
        parameter("a"),
        "links in mail, changed by Barracuda",
    ),
    # What forums put before links to hide where a visitor came from
    Redirector(
        ("href.li", "anonym.to", "nullrefer.com"),
        "/",
        whole_query,
        "forums that share leaks use them",
    ),
]
HOSTS = {host for each in REDIRECTORS for host in each.hosts}
BY_HOST = {host: [each for each in REDIRECTORS if host in each.hosts] for host in HOSTS}


# --- Short links: they do not say where they lead

WHY_SHORT = {
    "anybody can make one, to anywhere": """
        bit.ly bitly.com bl.ink bom.so buff.ly clck.ru cutt.ly da.gd dlvr.it
        dub.sh han.gl hyperurl.co ift.tt is.gd j.mp kutt.it lihi.cc ln.run n9.cl
        ow.ly ppt.cc pse.is qrco.de rb.gy rebrand.ly reurl.cc rotf.lol s.id
        shorter.me shorturl.asia shorturl.at smarturl.it snip.ly surl.li t.ly
        t2m.io tiny.cc tiny.one tinyurl.com tny.im trib.al u.to urlz.fr v.gd
        x.gd zpr.io
    """,
    "made by a site or app, for links to anywhere": """
        amzn.to fb.me flip.it goo.gl lnkd.in t.cn t.co url.cn vk.cc
    """,
    "pays who made it, and shows advertising first": """
        bc.vc exe.io ouo.io ouo.press
    """,
    "opens an app or a page, as its maker chose": """
        app.link onelink.me page.link
    """,
}
SHORTENERS = {host: why for why, hosts in WHY_SHORT.items() for host in hosts.split()}
# Under a shortener by name, but each of these leads to one site only.
NOT_SHORTENERS = {"photos.app.goo.gl", "maps.app.goo.gl", "tinder.onelink.me"}


# --- Web archives: they publish a copy of a page again

WHY_ARCHIVE = {
    "keeps any page that anybody asks it to keep": """
        archive.fo archive.is archive.li archive.md archive.ph archive.today
        archive.vn ghostarchive.org megalodon.jp perma.cc web.archive.org
        webcitation.org
    """,
    "kept pages by itself, as a search engine does": """
        arquivo.pt cc.bingj.com webcache.googleusercontent.com
    """,
}
ARCHIVES = {host: why for why, hosts in WHY_ARCHIVE.items() for host in hosts.split()}


# --- Links that open an app: how they begin, and a host whose links are the same site's

APPS = {
    "barcelona": "threads.com",
    "discord": "discord.com",
    "facebook": "facebook.com",
    "fb": "facebook.com",
    "fb-messenger": "messenger.com",
    "instagram": "instagram.com",
    "instagram-stories": "instagram.com",
    "kakaotalk": "kakao.com",
    "kik": "kik.com",
    "line": "line.me",
    "linkedin": "linkedin.com",
    "pinterest": "pinterest.com",
    "reddit": "reddit.com",
    "sgnl": "signal.org",
    "skype": "skype.com",
    "snapchat": "snapchat.com",
    "snssdk1180": "tiktok.com",
    "snssdk1233": "tiktok.com",
    "steam": "steamcommunity.com",
    "tg": "t.me",
    "tiktok": "tiktok.com",
    "tinder": "tinder.com",
    "tumblr": "tumblr.com",
    "twitch": "twitch.tv",
    "twitter": "x.com",
    "viber": "viber.com",
    "vk": "vk.com",
    "vnd.youtube": "youtube.com",
    "weixin": "wechat.com",
    "whatsapp": "whatsapp.com",
    "youtube": "youtube.com",
}
