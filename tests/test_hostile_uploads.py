"""The hostile corpus through the front door: taken, or refused in words."""

import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evidence import files
from evidence.exhibits import exhibits_of
from tests.hostile import hostile_files
from tests.test_evidence_binder import binder_of
from tests.test_incidents import kept, open_case
from tests.test_uploads import all_files, begun, send

pytestmark = pytest.mark.slow


def test_each_is_taken_or_refused_and_everything_still_works(
    client, db, files_folder, tmp_path
):
    begun(client)
    sent = {}
    for name, data in hostile_files():
        response = send(client, SimpleUploadedFile(name, data))
        assert response.status_code in (200, 302), name
        page = response if response.status_code == 200 else client.get(response.url)
        assert page.status_code == 200, name
        sent[name] = data
    case = open_case(client)
    exhibits = exhibits_of(case)
    assert 5 < len(exhibits) < len(sent)
    for exhibit in exhibits:
        assert files.read(case, exhibit.file) == sent[exhibit.file_name]
        client.post(reverse("evidence:exhibit-show", args=[exhibit.id]))
        picture = client.get(reverse("evidence:exhibit-preview", args=[exhibit.id]))
        assert picture.status_code == (200 if exhibit.blurred else 404)
    unsealed = [each.id for each in exhibits if each.is_covered]
    (tmp_path / "binder.pdf").write_bytes(binder_of(client, unsealed=unsealed))
    check = subprocess.run(
        ["qpdf", "--check", tmp_path / "binder.pdf"], capture_output=True, text=True
    )
    assert check.returncode == 0, check.stdout + check.stderr
    client.post(reverse("evidence:incident-delete", args=[kept(client)[0].id]))
    assert all_files(files_folder) == []
