"""A pasted link finds its platform, and what only looks like one does not."""

import pytest

from directory.models import Domain, Platform
from directory.notes import SENTENCES
from directory.recognise import (
    examine,
    examine_all,
    examine_prose,
    host_of,
    recognise,
    recognise_all,
    split,
)
from directory.unwrapping import DEEPEST, UNREAD, held_by, read
from directory.wrapping import APPS, ARCHIVES, GOOGLE, REDIRECTORS, SHORTENERS
from tests.test_reading import check_kind, check_plain
from tests.words import sentences_of

pytestmark = pytest.mark.usefixtures("db", "directory")

# The table that came with the facts: links of every shape and what they belong to.
KNOWN = {
    "https://groups.google.com/g/x": "google-other",
    "https://outlook.live.com/x": None,
    "https://vm.tiktok.com/ZM8": "tiktok",
    "https://m.facebook.com/story.php?id=1": "facebook",
    "facebook.com/messages/t/9": "messenger",
    "https://www.google.com/search?q=me": "google-search",
    "https://drive.google.com/file/d/1": "google-drive",
    "https://lh3.googleusercontent.com/a": "google-photos",
    "https://t.me/c/1": "telegram",
    "https://telegra.ph/x": "telegram",
    "https://weixin.qq.com/x": "wechat",
    "https://user.qzone.qq.com/1": "qq",
    "https://teams.live.com/x": "microsoft-teams",
    "https://onedrive.live.com/x": "onedrive",
    "https://i.redd.it/a.jpg": "reddit",
    "https://fr.xhamster.com/v": "xhamster",
    "https://web.archive.org/web/1": "internet-archive",
    "https://foo.blogspot.com/": "blogger",
    "https://a.pages.dev": "cloudflare",
    "https://b.s3.amazonaws.com/k": "aws",
    "https://x.com/i/status/1": "x",
    "https://netflix.com/": None,
    "https://notx.com/": None,
    "https://cdn.discordapp.com/attachments/1": "discord",
    "https://storage.googleapis.com/b": "google-cloud",
    "https://videos.files.wordpress.com/a": "wordpress-com",
    "https://www.google.nl/search?q=me": "google-search",
    "https://www.google.co.nz/search?q=me": "google-search",
    "https://google.com.tr/": "google-search",
    "https://maps.google.pl/x": "google-other",
}
WRITTEN_ODDLY = {
    "HTTPS://WWW.Facebook.COM/x": "facebook",
    "  facebook.com/x\n": "facebook",
    "facebook.com:443/x": "facebook",
    "facebook.com./x": "facebook",
    "//facebook.com/x": "facebook",
    "https:facebook.com": "facebook",
    "https:/facebook.com": "facebook",
    "https://me:secret@facebook.com/x": "facebook",
    "https://%66acebook.com/": "facebook",
    "\uff46\uff41\uff43\uff45\uff42\uff4f\uff4f\uff4b.com/x": "facebook",
    "https://facebook\u3002com/x": "facebook",
    "https://facebook.com/?next=https://x.com/": "facebook",
    "https://facebook.com#@evil.example": "facebook",
    "https://facebook.com/MESSAGES/t/9": "messenger",
    "https://m.facebook.com/messages?x=1": "messenger",
    "https://facebook.com/messagesfoo": "facebook",
    "https://facebook.com\\messages\\t": "messenger",
    "https://x.com/i/grok/share/1": "grok",
    "https://x.com/" + "a" * 4000: "x",
}
LOOK_ALIKES = [
    "https://facebook.com.evil.example/",
    "https://facebook.com@evil.example/",
    "https://facebook.com%2eevil.example/",
    "https://facebook.com\u3002evil.example/",
    "https://evil.example\\@facebook.com/",
    "https://evil.example/facebook.com",
    "https://evil.example?https://facebook.com",
    "https://evil.example#facebook.com",
    "https://myfacebook.com/",
    "https://facebook.co/",
    "https://f\u0430cebook.com/",
    "https://xn--fcebook-2fg.com/",
    "https://me\u00dfenger.com/",
    "https://face\u200cbook.com/",
    "https://google.evil.example/",
    "https://google.co.evil/",
    "https://google.nl.evil.example/",
    "https://google.com.se/",
    "https://mygoogle.nl/",
    "https://google.nl.co/",
]
# Redirectors, and the link that each holds. At least one for every row of the table.
X, XS = "https://x.com/a/1", "https%3A%2F%2Fx.com%2Fa%2F1"
WRAPPED = {
    f"https://l.facebook.com/l.php?u={XS}&h=AT0": X,
    f"https://lm.facebook.com/l.php?h=AT0&u={XS}": X,
    f"HTTPS://L.Facebook.COM:443/L.PHP?U={XS}": X,
    f"https://m.facebook.com/flx/warn/?u={XS}": X,
    f"https://l.instagram.com/?u={XS}&e=AT0": X,
    f"https://l.messenger.com/l.php?u={XS}": X,
    f"https://l.threads.com/?u={XS}": X,
    f"https://l.wl.co/l?u={XS}": X,
    f"https://twitter.com/safety/unsafe_link_warning?unsafe_link={X}": X,
    f"https://www.youtube.com/redirect?event=video&q={XS}&v=1": X,
    f"https://www.tiktok.com/link/v2?aid=1&target={XS}": X,
    f"https://out.reddit.com/t3_1?url={XS}&token=1": X,
    f"https://www.linkedin.com/redir/redirect?url={XS}": X,
    f"https://www.linkedin.com/safety/go?url={XS}&trk=1": X,
    f"https://in.pinterest.com/offsite/?token=1&url={XS}": X,
    f"https://t.umblr.com/redirect?z={XS}&t=1": X,
    f"https://vk.com/away.php?to={XS}": X,
    f"https://m.vk.com/away?to={XS}": X,
    f"https://ok.ru/dk?cmd=logExternal&st.link={XS}": X,
    f"https://m.ok.ru/dk?st.cmd=outLinkWarning&st.rfn={XS}": X,
    f"https://steamcommunity.com/linkfilter/?url={XS}": X,
    f"https://www.deviantart.com/users/outgoing?{X}": X,
    f"https://onlyfans.com/away?url={XS}": X,
    f"https://slack-redir.net/link?url={XS}&v=3": X,
    f"https://disq.us/url?url={XS}": X,
    f"https://www.google.com/url?q={XS}&sa=D": X,
    f"https://www.google.de/url?sa=t&q=&url={XS}&usg=1": X,
    "https://www.google.com/amp/s/x.com/a/1": X,
    "https://x-com.cdn.ampproject.org/c/s/x.com/a/1": X,
    f"https://consent.google.com/m?continue={XS}&gl=DE": X,
    f"https://translate.google.com/translate?sl=auto&u={XS}": X,
    "https://www-x--y-com.translate.goog/a?b=1": "https://www.x-y.com/a?b=1",
    "https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly94LmNvbS9hLzE&ntb=1": X,
    f"https://duckduckgo.com/l/?uddg={XS}&rut=1": X,
    "https://r.search.yahoo.com/_ylt=A/RO=10/RU=https%3a%2f%2fx.com%2fa%2f1/RK=2": X,
    f"https://eur03.safelinks.protection.outlook.com/?url={XS}&data=1": X,
    f"https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/?url={XS}": X,
    f"https://urldefense.com/v3/__{X}__;!!abc$": X,
    "https://urldefense.proofpoint.com/v2/url?u=https-3A__x.com_a_1&d=Dw": X,
    f"https://linkprotect.cudasvc.com/url?a={XS}&c=E": X,
    f"https://href.li/?{X}": X,
    f"http://anonym.to?{X}": X,
    f"https://translate.google.com/website?sl=auto&u={XS}": X,
    "https://l.facebook.com/l.php?u=//x.com/a/1": "//x.com/a/1",
    # In every country's Google
    f"https://www.google.nl/url?q={XS}": X,
    f"https://www.google.pl/url?url={XS}": X,
    f"https://www.google.co.nz/url?q={XS}": X,
    "https://google.com.tr/amp/s/x.com/a/1": X,
    f"https://consent.google.de/m?continue={XS}": X,
    # Quoted twice, or without its https://
    "https://l.facebook.com/l.php?u=https%253A%252F%252Fx.com%252Fa%252F1": X,
    "https://href.li/?https%253A%252F%252Fx.com%252Fa%252F1": X,
    "https://l.facebook.com/l.php?u=x.com/a/1": X,
    "https://l.facebook.com/l.php?u=x.com%2Fa%2F1&h=AT0": X,
    "https://href.li/?x.com/a/1": X,
    "https://www.google.com/url?q=x.com/a/1": X,
    # One in another
    f"https://l.facebook.com/l.php?u=https%3A%2F%2Fout.reddit.com%2F%3Furl%3D{X}": X,
    f"https://www.google.com/url?q=https://href.li/?{X}": X,
}
# What says to lead on, but holds no link that may be followed: it stays where it is.
HOLDS_NONE = {
    "https://facebook.com/share?u=https://x.com/": "facebook",
    "https://www.google.com/search?q=https://x.com/": "google-search",
    "https://www.google.com/url?q=marie.smith": "google-search",
    "https://www.google.com/imgres?imgurl=https://x.com/a.jpg": "google-search",
    "https://www.bing.com/ck/a?u=a1L2ltYWdlcy9zZWFyY2g": "bing",
    "https://www.bing.com/ck/a?u=a1_-8": "bing",
    "https://www.bing.com/ck/a?u=a1%%%": "bing",
    "https://x.com/?u=https://facebook.com/": "x",
    "https://translate.goog/": None,
    "https://evil.example/l.php?u=https://facebook.com/": None,
    "https://l.facebook.com.evil.example/l.php?u=https://x.com/": None,
}
UNCLEAR = [
    "https://l.facebook.com/l.php?h=AT0",
    "https://l.facebook.com/l.php?u=",
    "https://l.facebook.com/l.php?u=marie",
    "https://l.facebook.com/l.php?u=3.14",
    "https://l.facebook.com/l.php?u=javascript:alert(1)",
    "https://l.facebook.com/l.php?u=javascript%3Aalert(1)%2F%2Fhttps%3A%2F%2Fx.com",
    "https://l.facebook.com/l.php?u=data:text/html,https://x.com",
    "https://l.facebook.com/l.php?u=https%25253A%25252F%25252Fx.com",
    "https://m.facebook.com/flx/warn/?h=1",
    "https://l.instagram.com/",
    "https://www.google.com/url?q=https%3A%2F%2F",
    "https://l.facebook.com/l.php?u=https%3A%2F%2F",
    "https://l.facebook.com/l.php?u=https://x.com%0a.evil.example/",
    "https://l.facebook.com/l.php?u=https://x.com%2500.evil.example/",
    "https://l.facebook.com/l.php?u=https%3A%2F%2F\ud800",
    "https://href.li/?" * (DEEPEST + 1) + X,
    "https://href.li/?" * 5000 + X,
    "https://l.facebook.com/l.php?u=" * 3000,
]
# (platform, note, host, target)
NOTED = {
    "https://bit.ly/3abc": (None, "shortener", "bit.ly", ""),
    "www.tinyurl.com/marie": (None, "shortener", "www.tinyurl.com", ""),
    "https://marie.app.link/x": (None, "shortener", "marie.app.link", ""),
    "https://t.co/abc": (None, "shortener", "t.co", ""),
    "https://goo.gl/abc": (None, "shortener", "goo.gl", ""),
    "https://lnkd.in/abc": (None, "shortener", "lnkd.in", ""),
    "https://fb.me/abc": (None, "shortener", "fb.me", ""),
    "https://vk.cc/abc": (None, "shortener", "vk.cc", ""),
    "https://photos.app.goo.gl/x": ("google-photos", "", "photos.app.goo.gl", ""),
    "https://youtu.be/dQ": ("youtube", "", "youtu.be", ""),
    "https://l.instagram.com/?u=https://bit.ly/3abc": (
        *(None, "shortener", "bit.ly"),
        "https://bit.ly/3abc",
    ),
    "https://web.archive.org/web/2026/https://X.com/A/1?b": (
        *("internet-archive", "archive", "web.archive.org"),
        "https://X.com/A/1?b",
    ),
    "https://web.archive.org/web/20260101id_/facebook.com/x": (
        *("internet-archive", "archive", "web.archive.org"),
        "facebook.com/x",
    ),
    "https://web.archive.org/": (
        *("internet-archive", "archive", "web.archive.org"),
        "",
    ),
    "https://archive.ph/abc12": ("archive-today", "archive", "archive.ph", ""),
    "https://archive.is/newest/https%3A//x.com/a": (
        *("archive-today", "archive", "archive.is"),
        "https://x.com/a",
    ),
    "https://ghostarchive.org/archive/Ab1": (
        *(None, "archive", "ghostarchive.org"),
        "",
    ),
    "https://archive.org/details/marie": ("internet-archive", "", "archive.org", ""),
    "http://abcdefghij234567.onion/x": (None, "onion", "abcdefghij234567.onion", ""),
    "onion.example/x": (None, "", "onion.example", ""),
    "http://192.0.2.7:8080/a": (None, "ip", "192.0.2.7", ""),
    "192.0.2.7/a": (None, "ip", "192.0.2.7", ""),
    "http://3221225991/a": (None, "ip", "192.0.2.7", ""),
    "http://0xc0.0.0x2.07/": (None, "ip", "192.0.2.7", ""),
    "http://192.0.519": (None, "ip", "192.0.2.7", ""),
    "https://3.14": (None, "ip", "3.0.0.14", ""),
    "http://\uff11\uff19\uff12.0.2.7/": (None, "ip", "192.0.2.7", ""),
    "https://[2001:DB8:0::7]:443/a": (None, "ip", "[2001:db8::7]", ""),
    "https://[::1]/": (None, "ip", "[::1]", ""),
    "https://l.wl.co/l?u=https://new.example/": (
        *(None, "redirect", "new.example"),
        "https://new.example/",
    ),
    "https://new.example/": (None, "", "new.example", ""),
    "\u200bhttps://x.com/a\ufeff": ("x", "", "x.com", ""),
    "instagram://user?username=marie": ("instagram", "app-link", "", ""),
    "TG://resolve?domain=marie": ("telegram", "app-link", "", ""),
    "snssdk1233://user/profile/1": ("tiktok", "app-link", "", ""),
    "intent://www.instagram.com/p/1#Intent;scheme=https;end": (
        *("instagram", "app-link"),
        *("", ""),
    ),
    "intent://new.example/#Intent;scheme=https;end": (None, "app-link", "", ""),
    "android-app://com.zhiliaoapp.musically/https/www.tiktok.com/@a": (
        *("tiktok", "app-link"),
        *("", ""),
    ),
    "@marie on Instagram": ("instagram", "account", "", ""),
    "@marie.1 (Snapchat)": ("snapchat", "account", "", ""),
    "my Tik-Tok: @marie_": ("tiktok", "account", "", ""),
    "on Instagram as @marie": ("instagram", "account", "", ""),
    "@marie, whatsapp.": ("whatsapp", "account", "", ""),
    "@marie@mastodon.social": ("mastodon", "account", "", ""),
    "@marie on Nowhere": (None, "not-a-link", "", ""),
    "@marie": (None, "not-a-link", "", ""),
    "@marie on " + "Instagram" * 50: (None, "not-a-link", "", ""),
    "me@facebook.com": (None, "e-mail", "", ""),
    "mailto:me@facebook.com": (None, "e-mail", "", ""),
    "file:///C:/marie.jpg": (None, "file", "", ""),
    "C:\\Users\\marie.jpg": (None, "file", "", ""),
    "content://media/1": (None, "file", "", ""),
    "javascript:alert(1)": (None, "not-a-link", "", ""),
    "instagram": (None, "not-a-link", "", ""),
}
LIKE = {
    "https://facebook.com.evil.example/": "facebook.com",
    "https://www.facebook.com.evil.example/": "facebook.com",
    "https://login.m.facebook.com.a.b.example/": "facebook.com",
    "https://facebook.com@evil.example/": "facebook.com",
    "https://www.facebook.com:x@evil.example/": "facebook.com",
    "https://facebook.com%2fmarie@evil.example/": "",
    "https://f\u0430cebook.com/": "facebook.com",
    "https://m.f\u0430ceb\u043eok.com/": "facebook.com",
    "https://xn--fcebook-2fg.com/": "facebook.com",
    "https://faceb00k.com/": "facebook.com",
    "https://1nstagram.com/": "instagram.com",
    "https://www.tu1blr.com/": "",
    "https://turnblr.com/": "tumblr.com",
    "https://turnbIr.com/": "",
    "https://tik\u0142ok.com/": "",
    "https://sn\u00e1pchat.com/": "snapchat.com",
    "https://l.facebook.com/l.php?u=https://faceb00k.com/": "facebook.com",
    "https://google.com.se/": "",
    "https://www.x.com.ua/": "",
    "https://facebook.co/": "",
    "https://evil.example/facebook.com": "",
    "https://b\u00fccher.example/": "",
}
PROSE = {
    "look at facebook.com/x please": ["facebook.com/x"],
    "See https://x.com/a/1, and (instagram.com/p/1).": [
        "https://x.com/a/1",
        "instagram.com/p/1",
    ],
    "It is on www.new.example!\nAlso on <https://x.com/a>": [
        "www.new.example",
        "https://x.com/a",
    ],
    "he sent tg://resolve?domain=a from snapchat.com": [
        "tg://resolve?domain=a",
        "snapchat.com",
    ],
    "my picture.jpg, see e.g. this.one or me@facebook.com": [],
    "javascript:alert(1) data:text/html,x": [],
    "": [],
}
NOT_LINKS = [
    None,
    5,
    b"https://facebook.com",
    "",
    "   ",
    "facebook",
    "look at facebook.com please",
    "javascript:alert(1)",
    "javascript://facebook.com/%0aalert(1)",
    "data:text/html,facebook.com",
    "file:///etc/passwd",
    "ftp://facebook.com/",
    "mailto:me@facebook.com",
    "me@facebook.com",
    "tel:18002738255",
    "https://",
    "https:///",
    "https://@/",
    "https://facebook.com:abc/",
    "https://face\x00book.com/",
    "https://facebook.com/\x00",
    "https://face\tbook.com/",
    "https://\ud800.com/",
    "https://..com/",
    "https://-facebook-.com/",
    "https://[::1/",
    "https://[1.2.3]/",
    "https://256.1.1.1/",
    "https://4294967296/",
    "https://1.2.3.4.5/",
    "https://evil.0x7f/",
    "ht\ntps://facebook.com/",
    "java\tscript://facebook.com/",
    "https://[facebook.com]/",
    "https://facebook.com%00.evil.example/",
    "https://facebook.com%2f.evil.example/",
    "3.14",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "\u202ehttps://facebook.com/",
    "a" * 4000,
    "https://" + "a" * 4000 + ".com/",
    "https://" + "a." * 2000 + "com/",
]


@pytest.mark.parametrize(("link", "slug"), (KNOWN | WRITTEN_ODDLY).items())
def test_a_link_belongs_to_its_platform(link, slug):
    assert getattr(recognise(link), "slug", None) == slug


@pytest.mark.parametrize("link", LOOK_ALIKES)
def test_a_look_alike_is_nobody_s(link):
    assert recognise(link) is None
    assert recognise("https://facebook.com/").slug == "facebook"


@pytest.mark.parametrize("text", NOT_LINKS)
def test_what_is_no_link_is_nobody_s_and_nothing_breaks(text):
    assert recognise(text) is None
    assert not host_of(text)


def test_a_link_to_a_site_we_do_not_know_is_still_a_link():
    assert host_of("http://192.0.2.7:8080/a") == "192.0.2.7"
    assert host_of("https://B\u00fccher.example/x") == "xn--bcher-kva.example"


def test_many_links_take_one_query(django_assert_num_queries):
    links = [*KNOWN, *LOOK_ALIKES]
    with django_assert_num_queries(1):
        found = recognise_all(links)
    assert [getattr(one, "slug", None) for one in found[: len(KNOWN)]] == list(
        KNOWN.values()
    )
    many = [f"https://{n}.example.com/" for n in range(1000)] + ["https://x.com/"]
    with django_assert_num_queries(1):
        assert recognise_all(many)[-1].slug == "x"


def test_nothing_to_recognise_takes_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert recognise_all([]) == []
        assert recognise("javascript:alert(1)") is None


def test_a_change_by_staff_counts_at_once():
    Domain.objects.create(platform=Platform.objects.get(slug="x"), host="x.example")
    assert recognise("https://www.x.example/1").slug == "x"
    Domain.objects.filter(host="x.example").update(shown=False)
    assert recognise("https://www.x.example/1") is None


def test_the_longer_host_wins_over_a_path_of_a_shorter_one():
    Domain.objects.create(
        platform=Platform.objects.get(slug="threads"), host="m.facebook.com"
    )
    assert recognise("https://m.facebook.com/messages/t/9").slug == "threads"
    assert recognise("https://facebook.com/messages/t/9").slug == "messenger"


# --- What a link wraps


@pytest.mark.parametrize(("link", "target"), WRAPPED.items())
def test_what_a_link_wraps_counts(link, target):
    seen = examine(link)
    assert (seen.target, seen.host) == (target, host_of(target))
    assert seen.platform == recognise(target)
    assert seen.note == "redirect"
    assert split(link) == split(target)


def test_every_redirector_is_tried():
    ways = [read(link) for link in WRAPPED]
    untried = [
        (row.hosts, row.path)
        for row in REDIRECTORS
        if not any(
            row.held(way)
            for way in ways
            if way.host.endswith(row.hosts) and held_by(way) not in ("", UNREAD)
        )
    ]
    assert untried == []
    assert all(row.why for row in REDIRECTORS)


@pytest.mark.parametrize(("link", "slug"), HOLDS_NONE.items())
def test_what_holds_no_link_belongs_to_whom_it_is_on(link, slug):
    seen = examine(link)
    assert getattr(seen.platform, "slug", None) == slug
    assert (seen.target, seen.host) == ("", read(link).host)


@pytest.mark.parametrize("link", UNCLEAR, ids=range(len(UNCLEAR)))
def test_what_leads_nobody_knows_where_is_nobody_s(link):
    seen = examine(link)
    assert (seen.platform, seen.target, seen.note) == (None, "", "unclear")
    assert seen.host == read(link).host
    assert "cannot tell where it ends" in seen.sentence


def test_a_link_is_unwrapped_just_so_deep():
    assert recognise("https://href.li/?" * DEEPEST + X).slug == "x"
    assert recognise("https://href.li/?" * (DEEPEST + 1) + X) is None


# --- What else is to say


@pytest.mark.parametrize(("text", "said"), NOTED.items())
def test_what_it_is_has_a_name(text, said):
    seen = examine(text)
    slug = getattr(seen.platform, "slug", None)
    assert (slug, seen.note, seen.host, seen.target) == said
    assert bool(host_of(text)) == bool(seen.host)
    assert seen.text == text


@pytest.mark.parametrize(("link", "like"), LIKE.items())
def test_a_look_alike_is_named_with_what_it_looks_like(link, like):
    seen = examine(link)
    assert (seen.platform, seen.like) == (None, like)
    assert (seen.note == "look-alike") == bool(like)
    assert (
        not like or f"looks like {like}, but it leads to {seen.host}" in seen.sentence
    )


@pytest.mark.parametrize(("text", "links"), PROSE.items())
def test_links_are_found_among_words(text, links):
    assert [each.text for each in examine_prose(text)] == links


@pytest.mark.parametrize(
    "text",
    [
        *NOT_LINKS,
        "https://" + "%66" * 40_000 + ".com/",
        "https://x.com/" + "%" * 100_000,
        "https://l.facebook.com/l.php?" + "&u=" * 30_000,
        "https://l.facebook.com/l.php?u=https://" + "a." * 50_000,
        "-a" * 50_000,
        "a." * 50_000,
        "@" * 100_000,
        "@marie " + "on " * 35,
        "intent://" * 10_000,
        "https://urldefense.com/v3/" + "__https:" * 12_000,
        "https://r.search.yahoo.com" + "/RU=https:" * 10_000,
        "https://web.archive.org" + "/web/1/https:" * 8000,
        "https://" + "\ud800" * 100 + ".com/",
        "https://x.com/\ud800",
        "\ud83d",
        "https://xn--" + "9" * 58 + ".com/",
        "https://xn--\u00fc.com/",
        "https://" + ".".join("a" * 120) + "/",
        "https://user:" + "@" * 5000 + "x.com/",
    ],
    ids=lambda text: ascii(text)[:40],
)
def test_nothing_breaks_it(text):
    seen = examine(text)
    assert seen.host == host_of(text)
    assert seen.note in ("", *SENTENCES)
    assert isinstance(examine_prose(text if isinstance(text, str) else ""), list)


def test_all_kinds_together_take_as_many_queries_as_one(django_assert_num_queries):
    texts = [text for text in (*WRAPPED, *NOTED, *LIKE) if not text.startswith("@")]
    texts = [text for text in texts if "@marie" not in text]
    with django_assert_num_queries(1):
        examine_all(texts)
    with django_assert_num_queries(1):
        examine_all(texts * 50)
    for accounts in (["@a on Instagram"], ["@a on Instagram", "x @b"] * 50):
        with django_assert_num_queries(2):
            assert examine_all(accounts)[0].platform.slug == "instagram"


def test_what_staff_took_off_is_no_longer_named_by_an_account():
    assert recognise("@marie on Instagram")
    Platform.objects.filter(slug="instagram").update(shown=False)
    assert recognise("@marie on Instagram") is None


# --- The tables


def test_each_host_of_the_tables_is_written_as_we_read_it():
    hosts = [*SHORTENERS, *ARCHIVES, *APPS.values(), *GOOGLE]
    hosts += [host for row in REDIRECTORS for host in row.hosts]
    assert [host for host in hosts if host_of(host) != host] == []
    assert not set(SHORTENERS) & set(ARCHIVES)
    assert all(row.path == row.path.lower() for row in REDIRECTORS)


def test_hosts_that_stand_for_a_site_are_in_the_directory():
    hosts = [*APPS.values(), *sorted(GOOGLE)]
    found = zip(hosts, recognise_all(hosts), strict=True)
    assert [host for host, platform in found if platform is None] == []


def test_what_is_said_is_plain_and_kind():
    texts = [each.format(host="a.example", like="b.com") for each in SENTENCES.values()]
    said = [sentence for text in texts for sentence in sentences_of(text)]
    check_plain(said)
    check_kind(said)
