"""A pasted link finds its platform, and what only looks like one does not."""

import pytest

from directory.models import Domain, Platform
from directory.recognise import host_of, is_link, recognise, recognise_all

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
]
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
    "https://[::1]/",
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
    assert not is_link(text)


def test_a_link_to_a_site_we_do_not_know_is_still_a_link():
    assert is_link("http://192.0.2.7/a")
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
