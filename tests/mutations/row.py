"""One protection, how to break it, and what must fail then."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Mutation:
    name: str  # to run it alone
    protection: str  # what the person has of it, in plain words
    file: str
    old: str  # stands once in the file
    new: str
    test: str  # the narrowest that must fail, as pytest names it in tests/

    @property
    def test_file(self):
        return self.test.partition("::")[0]

    @property
    def function(self):
        return self.test.partition("::")[2].partition("[")[0]

    @property
    def line(self):
        """The beginning of its line in the table, up to what came of it."""
        return f"| {self.protection} | `{self.file}` | `{self.test}` |"

    def problem(self, root=ROOT):
        """Why it cannot be made in this tree, in a sentence; "" if it can."""
        path = root / self.file
        if not path.is_file():
            return f"{self.file} is not there"
        times = path.read_text().count(self.old)
        if times != 1:
            return f"the old text stands {times} times in {self.file}, not once"
        tests = root / "tests" / self.test_file
        if not tests.is_file() or f"def {self.function}(" not in tests.read_text():
            return f"there is no test {self.test}"
        return ""

    def apply(self, root):
        """Break it. Returns what puts it back."""
        path = root / self.file
        whole = path.read_text()
        path.write_text(whole.replace(self.old, self.new))
        return lambda: path.write_text(whole)
