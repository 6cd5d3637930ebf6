"""What a person told the guide, and what we take it to mean.

Every condition of the guide and of the plan is one of the questions below, asked of
the answers alone. The first line of its docstring is what docs/guide.md shows.
"""

from directory.places import ELSEWHERE

OUT = {"posted", "sent", "not-sure-where"}
UNSURE_OR_YES = {"yes", "unsure"}
SOMEWHERE_ELSE = "somewhere-else"


class Answers(dict):
    """Cleaned answers by field name.

    Asked but not answered reads as None. Never asked is a KeyError, so a misspelt
    name cannot pass for a "no".
    """

    @classmethod
    def gather(cls, steps, saved):
        """Collect what was saved for each step that applies, in the order of the guide.

        saved: slug -> {field: value} or None. A step sees only the answers given before
        it, and an answer to a step that no longer applies is left out.
        """
        answers = cls.fromkeys(name for step in steps for name in step.base_fields)
        answers.applying = {}
        for step in steps:
            if step.when(answers):
                answers.applying[step.slug] = step
                answers.take(step, saved(step.slug) or {})
        return answers

    def take(self, step, values):
        self.update((name, values.get(name) or None) for name in step.base_fields)

    def any_of(self, name, codes):
        """Whether one of the codes was ticked in a question with several answers."""
        return not codes.isdisjoint(self[name] or ())

    def always(self):
        """for everyone"""
        return True

    # Safety

    def in_danger(self):
        """threatened with harm, followed, or the person who did it is near"""
        return self.any_of("danger", {"hurt", "near", "tracked"})

    def may_self_harm(self):
        """thoughts of self-harm"""
        return self["feelings"] == "self-harm"

    def needs_help_now(self):
        """in danger, or thoughts of self-harm"""
        return self.in_danger() or self.may_self_harm()

    def is_watched(self):
        """a phone or account may be watched"""
        return self["watched"] in UNSURE_OR_YES

    def lives_with_them(self):
        """lives with or near the person who did this"""
        return self["lives_with"] == "yes"

    def is_helping(self):
        """helping somebody else"""
        return self["helping"] in {"friend", "parent", "advocate"}

    def is_minor(self):
        """somebody in the picture is, was or may have been under 18"""
        return self["under_18"] in UNSURE_OR_YES or self.is_child_now()

    def is_adult(self):
        """nobody in the picture was under 18, as far as we know"""
        return not self.is_minor()

    def is_child_now(self):
        """under 18 now"""
        return self["under_18_now"] == "yes"

    # What happened

    def is_threatened(self):
        """threatened with sharing"""
        return self.any_of("happened", {"threatened"})

    def is_posted(self):
        """posted"""
        return self.any_of("happened", {"posted"})

    def is_sent(self):
        """sent privately"""
        return self.any_of("happened", {"sent"})

    def is_out(self):
        """posted, sent, or out somewhere"""
        return self.any_of("happened", OUT)

    def is_not_sexual(self):
        """only something that is not sexual"""
        return self["happened"] == ["other"]

    def is_about_a_picture(self):
        """something happened with a picture, video or audio"""
        return self.any_of("happened", OUT | {"threatened", "made-fake"})

    def is_stranger_threat(self):
        """threatened by a stranger"""
        return self.is_threatened() and self["from_whom"] == "stranger"

    def asked_for_money(self):
        """asked for money"""
        return self.any_of("demand", {"money"})

    def has_paid(self):
        """paid already"""
        return self["paid"] == "yes"

    def is_fake(self):
        """a fake or altered picture"""
        told = {self["altered"], self["got_it"]}
        return "fake" in told or self.any_of("happened", {"made-fake"})

    def taken_without_consent(self):
        """taken or got without consent"""
        return self["got_it"] in {"hidden", "hacked", "assault", "stolen"}

    def lost_an_account(self):
        """an account was hacked or may be watched, or the picture was stolen"""
        return self["got_it"] in {"hacked", "stolen"} or self.is_watched()

    def address_is_out(self):
        """a home address or phone number was posted"""
        return self["contacts_posted"] == "yes" or self.any_of("danger", {"address"})

    # Rights

    def is_in_us(self):
        """in the United States"""
        return self["country"] == "US"

    def is_outside_us(self):
        """outside the United States"""
        return bool(self["country"]) and not self.is_in_us()

    def wants_removal(self):
        """wants it removed"""
        return self.any_of("aim", {"removed"})

    def wants_police(self):
        """wants to go to the police"""
        return self.any_of("aim", {"police"})

    def wants_civil(self):
        """wants to go to a civil court"""
        return self.any_of("aim", {"civil"})

    def wants_order(self):
        """wants a protection order"""
        return self.any_of("aim", {"protection-order"})

    def has_lawyer(self):
        """has a lawyer"""
        return self["lawyer"] == "yes"

    # Proof and removal

    def found_today(self):
        """found out today"""
        return self["found"] == "today"

    def platforms(self):
        """the platforms it was seen on"""
        return [p for p in self["platforms"] or () if p != SOMEWHERE_ELSE]

    def knows_where(self):
        """named a platform it is on"""
        return bool(self.platforms())

    def is_somewhere_else(self):
        """an adult's picture on a site that is not in our list"""
        elsewhere = self.any_of("platforms", {SOMEWHERE_ELSE})
        return self.is_adult() and (elsewhere or bool(self["other_places"]))

    # What the plan asks

    def can_report(self):
        """on a platform that was named"""
        return self.is_out() and self.knows_where()

    def can_block_uploads(self):
        """an adult whose picture was shared, faked or threatened"""
        return self.is_adult() and self.is_about_a_picture()

    def can_hold(self):
        """an adult whose picture is out"""
        return self.is_adult() and self.is_out()

    def can_use_take_it_down(self):
        """an adult whose picture was posted"""
        return self.is_adult() and self.is_posted()

    def owns_copyright(self):
        """an adult whose picture was posted and who took it themself"""
        return self.is_adult() and self.is_posted() and self.took_it_themself()

    def took_it_themself(self):
        """took the picture themself"""
        return self["taken_by"] == "me"

    def needs_order(self):
        """wants a protection order, is in danger, or lives with that person"""
        return self.wants_order() or self.in_danger() or self.lives_with_them()

    def may_need_police(self):
        """wants the police, is in danger, or is threatened"""
        return self.wants_police() or self.in_danger() or self.is_threatened()

    def needs_lawyer(self):
        """wants a lawyer, or a civil court and has no lawyer yet"""
        return self["lawyer"] == "want" or (
            self.wants_civil() and not self.has_lawyer()
        )

    def can_print_law(self):
        """an adult in a country whose laws we know"""
        return self.is_adult() and self["country"] not in {None, ELSEWHERE}
