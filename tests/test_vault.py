"""Keys and seals: what opens, what must not, and that old seals open for ever."""

import json
import logging
import re
import threading
import time
from collections import Counter

import pytest
from pyrage import x25519

from helpcenter import vault

SECRET = "AGE-SECRET-KEY-1QQPQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQSPRPXGN"  # noqa: S105
CASE = "c" * 32
KEY = vault.RowKey(SECRET, CASE)
PLACE = "record|answer|x"

# Made by the first version. They must open for as long as anybody may hold such rows.
VERSION_1_ROW = bytes.fromhex(
    "013549fb2e64b1ed76d39c30cddf5b07515c590414872a848d9f199191405a20afe7cb1f7c1e05c209"
    "45062901f0906de2ab4cb40ffdaec4bba4b33ade9bf779e3ffbfc152598b1b7c8f85b6e309b74ec090"
    "ef0f8401e0e024585e5ae0d831e9eab517a669e14820f285aef2e2143b9e6ca4acfd0472f19c202e78"
    "f947d429848b21652142e03d2ac42a8bff1b5723834abaf89b5945503041be5a641ccf27bdbe162e11"
    "5a1f288d3e0e1d7c656195a0afd388e3f00405526d7c190645b1093b50ac202ee733e6ea009c04aac0"
    "2bf320a06e4abee7583025f49f0d5502adaeb4add06ab4420c83498a27af282a7c12eb494ebd7d9fd7"
    "97fd521489b9a1224cad0421fdddf71a52b571e65f2b78f2c368c2105a53b98215bd37f7e1f5eb"
)
VERSION_1_WRAPPED = bytes.fromhex(
    "01e3675653a56689c34c817d1c3557644ed06e79bffb21df62ed8ee7361297f94de6cc5a99911575bb"
    "88988facb73ade5277addc1a854332288648532dd6fe839a4891da9170ff83e0d6c4c27a42d1e791ae"
    "7e6bc5e4d7413839783079d6cb20b6ba3787636bba0e57"
)
VERSION_1_SESSION = bytes.fromhex(
    "0101f9492c684af9759e982b2a0167f9d8727e0a5e2803d33fe22549069d2e9a4eccd1982f9e1c2e8f"
    "535d74bb17b03609339d30798a8ea4b2192039377c351b407d464dc09376c65eb9f964882cdbc0eb56"
    "b690a7868c4911eef2a9c0305a525194a093bc74d2c9593e67b6eb8ff4ea1169556a37d269c2cf5425"
    "84acdd5306b48f482f2735bb2f5531341aeba5df48b39b847cec39641a5bf002e672eb9c8ece54d2aa"
    "42a19c92c938c62b9beda38e159801558599378fb97e13fe3b1ea23572fd8274923bcab46fe78efd7e"
    "798e7839355ffde8c553ed124f7155ce3416e744ef4225e187f026f56ca386380b0ba3e5b3f58ea6c2"
    "a70f1857d0b1f07b03e20b52f1442ad5524488a0171688836a2f63a73eceec2d187232f0b27d59"
)


# --- The words


def test_the_list_is_long_enough_and_plain():
    assert len(vault.WORDS) == len(set(vault.WORDS)) == 7700
    assert all(re.fullmatch(r"[a-z]{3,9}", word) for word in vault.WORDS)


@pytest.mark.parametrize(
    "word", ["strangle", "undress", "threaten", "extortion", "ashamed", "predator"]
)
def test_no_word_hurts_who_writes_it_down(word):
    assert "abacus" in vault.WORDS
    assert word not in vault.WORDS


def test_the_list_says_where_it_comes_from():
    assert "CC BY 3.0" in " ".join(vault.LINES[:4])


def test_six_words_from_the_list_never_the_same_twice():
    passphrases = {vault.new_words() for _ in range(200)}
    assert len(passphrases) == 200
    used = Counter(word for words in passphrases for word in words.split())
    assert sum(used.values()) == 1200
    assert set(used) <= set(vault.WORDS)
    assert used.most_common(1)[0][1] < 8  # evenly drawn: 1,200 of 7,700


@pytest.mark.parametrize(
    "typed",
    [
        "able acid acorn active actor adapt",
        "  Able ACID  acorn\n\nactive\tactor adapt ",
        "able-acid-acorn active, actor; adapt.",
        "1. able 2. acid 3. acorn 4. active 5. actor 6. adapt",
        "\uff41\uff42\uff4c\uff45 acid acorn active actor adapt",
        "“able acid acorn active actor adapt”",
        "able\u00a0acid\u2003acorn\x00active\ud800actor\u200badapt",
        "able_acid_acorn_active_actor_adapt",
    ],
)
def test_however_they_are_typed_they_are_the_same_words(typed):
    assert vault.normalise(typed) == "able acid acorn active actor adapt"


def test_other_words_stay_other_words():
    assert vault.normalise("able acid") != vault.normalise("acid able")
    assert vault.normalise("ablé") != vault.normalise("able")
    assert vault.normalise("") == vault.normalise("\n1 2 3") == ""


def test_a_megabyte_is_cut_before_any_work():
    began = time.perf_counter()
    assert len(vault.normalise("\ufdfa" * 1_000_000)) <= vault.LONGEST_PASSPHRASE
    assert time.perf_counter() - began < 0.5


# --- Stretching


def test_the_price_of_a_guess_is_pinned():
    """Weaker ones would let a thief guess; any other ones open nothing."""
    assert vault.ARGON2 == {
        "iterations": 3,
        "lanes": 1,
        "memory_cost": 65536,
        "length": 64,
    }
    assert vault.AT_ONCE == 2


def test_words_and_salt_always_make_the_same_keys(settings):
    settings.SITE_SALT = "a site's salt for tests"
    locator, wrap_key = vault.stretch("Able acid-acorn active actor adapt")
    assert locator.hex() == (
        "aa02c13f702d73542fc7da80f8772a9d3b55e1e0a353e4f89923bfa8f22ba0be"
    )
    assert wrap_key.hex() == (
        "762504c0680b2e9b919fff5724aef11b023ca190a5d70d06441862e795accd25"
    )


def test_a_stolen_database_cannot_be_guessed_at_without_the_salt(settings):
    settings.SITE_SALT = "the salt of this site"
    words = vault.new_words()
    locator, wrap_key = vault.stretch(words)
    wrapped = vault.wrap(SECRET, wrap_key)
    settings.SITE_SALT = "what the thief thinks it is"
    guess = vault.stretch(words)
    assert guess.locator != locator
    with pytest.raises(vault.Unreadable):
        vault.unwrap(wrapped, guess.wrap_key)


def test_only_so_many_stretch_at_once_and_the_rest_are_told_to_come_back():
    queue = vault.Queue(at_once=2, waiting=3)
    inside, refused, go = [], [], threading.Event()

    def come():
        try:
            with queue.turn():
                inside.append(1)
                go.wait(5)
        except vault.Busy:
            refused.append(1)

    threads = [threading.Thread(target=come) for _ in range(8)]
    for thread in threads:
        thread.start()
    wait_until(lambda: len(refused) == 3)
    assert len(inside) == 2
    go.set()
    for thread in threads:
        thread.join()
    assert len(inside) == 5
    with queue.turn():  # all places are free again
        pass


def test_a_failed_stretching_gives_its_place_back():
    queue = vault.Queue(at_once=1, waiting=0)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), queue.turn():
            raise ZeroDivisionError


def wait_until(happened):
    for _ in range(500):
        if happened():
            return
        time.sleep(0.01)
    raise AssertionError("it never happened")


# --- The secret, wrapped


def test_a_secret_is_an_age_identity_and_never_the_same():
    secrets = {vault.new_secret() for _ in range(20)}
    assert len(secrets) == 20
    for secret in secrets:
        assert str(x25519.Identity.from_str(secret)) == secret


def test_wrapped_and_unwrapped_it_is_the_same():
    assert vault.unwrap(vault.wrap(SECRET, b"w" * 32), b"w" * 32) == SECRET
    assert SECRET.encode() not in vault.wrap(SECRET, b"w" * 32)


def test_another_key_does_not_unwrap():
    with pytest.raises(vault.Unreadable):
        vault.unwrap(vault.wrap(SECRET, b"w" * 32), b"x" * 32)


# --- Rows


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"q": "yes"},
        [1, None, True],
        "text",
        {"t": "żółw 中 🙂 \x00 \ud800 " * 9},
        0,
    ],
)
def test_what_is_sealed_opens_as_it_was(value):
    assert KEY.unseal(PLACE, KEY.seal(PLACE, value)) == value


def test_the_same_value_never_looks_the_same():
    assert len({KEY.seal(PLACE, "same") for _ in range(50)}) == 50


def test_sizes_tell_little():
    lengths = {len(KEY.seal(PLACE, "a" * n)) for n in range(250)}
    assert lengths == {1 + 12 + 256 + 16}
    assert len(KEY.seal(PLACE, "a" * 300)) == 1 + 12 + 512 + 16


@pytest.mark.parametrize("cut", [0, 1, 12, 13, 28, 100, -1])
def test_a_cut_row_is_refused(cut):
    with pytest.raises(vault.Unreadable):
        KEY.unseal(PLACE, KEY.seal(PLACE, {"q": "yes"})[:cut])


def test_any_flipped_bit_is_refused():
    blob = KEY.seal(PLACE, {"q": "yes"})
    for at in range(len(blob)):
        flipped = blob[:at] + bytes([blob[at] ^ 1]) + blob[at + 1 :]
        with pytest.raises(vault.Unreadable):
            KEY.unseal(PLACE, flipped)


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (KEY, "record|answer|y"),
        (KEY, "record|incident|x"),
        (vault.RowKey(SECRET, "d" * 32), PLACE),
        (vault.RowKey(vault.new_secret(), CASE), PLACE),
    ],
    ids=["another row", "another kind", "another case", "another secret"],
)
def test_a_row_opens_nowhere_else(key, place):
    blob = KEY.seal(PLACE, {"q": "yes"})
    assert KEY.unseal(PLACE, blob)
    with pytest.raises(vault.Unreadable):
        key.unseal(place, blob)


@pytest.mark.parametrize("version", [0, 2, 255])
def test_an_unknown_version_is_refused_by_name(version):
    blob = bytes([version]) + KEY.seal(PLACE, 1)[1:]
    with pytest.raises(vault.Unreadable, match="not a version"):
        KEY.unseal(PLACE, blob)


def test_databases_that_answer_with_a_memoryview_are_fine():
    assert KEY.unseal(PLACE, memoryview(KEY.seal(PLACE, 1))) == 1


def test_what_the_first_version_sealed_still_opens():
    assert KEY.unseal(PLACE, VERSION_1_ROW) == {"q": "yes"}
    assert vault.unwrap(VERSION_1_WRAPPED, b"k" * 32) == SECRET
    token = vault.TokenKey("token-for-a-test")
    assert json.loads(token.unseal(VERSION_1_SESSION)) == {"a": 1}


def test_names_are_found_again_and_tell_nothing():
    assert KEY.name("answer|safe") == "692e1ecd6eeadd4574b97edc56645a66"
    assert KEY.name("answer|safe") != KEY.name("answer|device")
    other = vault.RowKey(vault.new_secret(), CASE)
    assert KEY.name("answer|safe") != other.name("answer|safe")


# --- Sessions


def test_a_token_finds_its_row_and_a_row_is_no_token():
    key = vault.TokenKey("token-for-a-test")
    assert key.row == (
        "a79973275207c64d2c070be1dd795163bcd5739e0e3c3c2a0163a454733b8024"
    )
    with pytest.raises(vault.Unreadable):
        vault.TokenKey(key.row).unseal(key.seal(b"{}"))


def test_a_row_of_a_session_opens_with_its_own_token_alone():
    mine, other = vault.TokenKey("a token"), vault.TokenKey("another token")
    other.row = mine.row  # whoever has the table has its names too
    with pytest.raises(vault.Unreadable):
        other.unseal(mine.seal(b"{}"))


@pytest.mark.parametrize("token", ["", "\x00", "é" * 40, "\ud800", "x" * 100_000])
def test_any_cookie_makes_a_key(token):
    key = vault.TokenKey(token)
    assert key.unseal(key.seal(b"{}")).strip() == b"{}"


# --- Nothing told by accident


def test_keys_do_not_show_themselves(caplog):
    logging.getLogger("helpcenter.test").warning("%r %r", KEY, vault.TokenKey("t"))
    assert "<RowKey> <TokenKey>" in caplog.text


def test_a_refusal_tells_nothing_of_what_was_sealed():
    with pytest.raises(vault.Unreadable) as refusal:
        vault.RowKey(vault.new_secret(), CASE).unseal(PLACE, KEY.seal(PLACE, "MARKER"))
    assert refusal.value.__cause__ is None
    assert "MARKER" not in repr(refusal.value)
