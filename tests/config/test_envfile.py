"""`.env`: read whole or refused with the line, written whole or not at all, for its owner alone."""

from __future__ import annotations

import os
import re
import signal
import stat
import string
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings, strategies as st

from ytempire.config import envfile
from ytempire.config.secrets import Secrets, _spellings
from ytempire.errors import ConfigError, StorageError

NAME = "CANARY_API_KEY"  # nobody has it in the environment
KEEP = "# mine\n\nexport OTHER_KEY='abc-123456'   # where it is from\n  # a second word\nLAST=1\n"
often = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)  # one folder does


def written(home: Path, text: str | bytes) -> Path:
    file = home / ".env"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    file.chmod(0o600)
    return file


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_it_is_its_owners_alone_whatever_the_umask_says(tmp_path: Path, mask: int):
    before = os.umask(mask)
    try:
        Secrets(tmp_path).put(NAME, "abcdefgh-1")
        Secrets(tmp_path).put(NAME, "abcdefgh-2")
    finally:
        os.umask(before)
    assert [file.name for file in tmp_path.iterdir()] == [".env"]
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600
    assert Secrets(tmp_path).get(NAME) == "abcdefgh-2"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o620])
def test_one_that_others_can_read_or_write_is_neither_read_nor_written(tmp_path: Path, mode: int):
    file = written(tmp_path, KEEP)
    file.chmod(mode)
    for do in (lambda s: s.get("OTHER_KEY"), lambda s: s.put(NAME, "abcdefgh-1"), lambda s: s.names()):
        with pytest.raises(ConfigError, match=re.escape(f"Run: chmod 600 {file}")):
            do(Secrets(tmp_path))
    assert file.read_text() == KEEP


def test_other_lines_and_comments_stay(tmp_path: Path):
    file = written(tmp_path, KEEP)
    Secrets(tmp_path).put(NAME, "abcdefgh-1")
    assert file.read_text() == f"{KEEP}{NAME}=abcdefgh-1\n"
    Secrets(tmp_path).put("OTHER_KEY", "abcdefgh-2")
    assert file.read_text() == KEEP.replace(KEEP.splitlines()[2], "OTHER_KEY=abcdefgh-2") + f"{NAME}=abcdefgh-1\n"


def test_two_lines_of_one_name_become_one(tmp_path: Path):
    file = written(tmp_path, f"A=1\n{NAME}=old-one-1\nB=2\nexport {NAME} = old-one-2\n# {NAME}=a comment\n")
    assert Secrets(tmp_path).get(NAME) == "old-one-2"
    Secrets(tmp_path).put(NAME, "abcdefgh-1")
    assert file.read_text() == f"A=1\n{NAME}=abcdefgh-1\nB=2\n# {NAME}=a comment\n"


def test_a_file_from_windows_keeps_its_line_ends_and_loses_its_mark(tmp_path: Path):
    file = written(tmp_path, b"\xef\xbb\xbfOTHER_KEY=abc-123456\r\nB=2\r\n")
    assert Secrets(tmp_path).get("OTHER_KEY") == "abc-123456"
    Secrets(tmp_path).put(NAME, "abcdefgh-1")
    assert file.read_bytes() == f"OTHER_KEY=abc-123456\r\nB=2\r\n{NAME}=abcdefgh-1\r\n".encode()


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("%s=abc-123456", "abc-123456"),
        ("  export %s = abc-123456  ", "abc-123456"),
        ("%s='abc-123456'", "abc-123456"),
        ('%s="abc-123456" # from the shop', "abc-123456"),
        ("%s=abc-123456 # from the shop", "abc-123456"),
        ("%s=abc#123456", "abc#123456"),
        ("%s='abc #123456'", "abc #123456"),
        ("%s=", None),
        ("%s= # not yet", None),
        ("%s=changeme", None),
        ("%s=<your key>", None),
    ],
)
def test_a_line_is_read_as_people_write_it(tmp_path: Path, line: str, value: str | None):
    written(tmp_path, line % NAME)
    assert Secrets(tmp_path).get(NAME) == value


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("A=1\nthis is a note\n", r"\.env:2  this is not NAME=value"),
        ("A=1\nB C=2\n", r"\.env:2  this is not NAME=value"),
        (b"A=1\n\n# caf\xe9\n", r"\.env:3  is not UTF-8"),
        ("A=1\nB=ab\u200bcd\n", r"\.env:2  the value has a character that cannot be seen"),
        ("A=1\rB=2\n", r"\.env:1  the value has a character"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_its_value_is_not(tmp_path: Path, text: str | bytes, says: str):
    file = written(tmp_path, text)
    with pytest.raises(ConfigError, match=says):
        Secrets(tmp_path).names()
    with pytest.raises(ConfigError, match=says):
        Secrets(tmp_path).put(NAME, "abcdefgh-1")
    assert file.read_bytes() == (text.encode() if isinstance(text, str) else text)


def test_a_folder_of_that_name_and_a_link_to_nowhere_are_told(tmp_path: Path):
    (tmp_path / ".env").mkdir()
    (tmp_path / ".env").chmod(0o700)
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        Secrets(tmp_path).names()
    other = tmp_path / "other"
    other.mkdir()
    (other / ".env").symlink_to("gone/keys")
    assert Secrets(other).names() == ()
    with pytest.raises(StorageError, match="cannot be written"):
        Secrets(other).put(NAME, "abcdefgh-1")


def test_a_link_stays_a_link_and_its_file_is_written(tmp_path: Path):
    (tmp_path / "keys").mkdir()
    (tmp_path / ".env").symlink_to("keys/mine")
    Secrets(tmp_path).put(NAME, "abcdefgh-1")
    assert (tmp_path / ".env").is_symlink()
    assert (tmp_path / "keys" / "mine").read_text() == f"{NAME}=abcdefgh-1\n"


@pytest.mark.parametrize("name", ["", "A", "openai_api_key", "1KEY", "A-KEY", "sk-abcdefgh", f"{NAME}\n", "Å_KEY"])
def test_a_name_that_is_none_is_refused_and_not_repeated(tmp_path: Path, name: str):
    with pytest.raises(ConfigError) as caught:
        Secrets(tmp_path).put(name, "abcdefgh-1")
    assert len(name) < 2 or name not in str(caught.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "value",
    ["", " ", "changeme", "xxxx", "keyring:", "'abcdefgh'", '"abcdefgh', "abc\ndefgh", "abc defgh", "abc\x85defgh",
     "abc\u2028defgh", "abc\ud800defgh", "abc\u200bdefgh", "ключ-123456", f"{NAME}=abcdefgh"],
)  # fmt: skip
def test_a_value_that_no_key_can_be_is_refused_and_not_repeated(tmp_path: Path, value: str):
    with pytest.raises(ConfigError) as caught:
        Secrets(tmp_path).put(NAME, value)
    assert len(value) < 10 or value not in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_a_kill_before_the_new_file_is_in_its_place_leaves_the_old_one_whole(tmp_path: Path):
    file = written(tmp_path, KEEP)
    script = """
import os, pathlib, signal, sys
from ytempire.config.secrets import Secrets
def hook(event, args):
    if event == "os.rename" and str(args[0]).endswith(".env.new"):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
Secrets(pathlib.Path(sys.argv[1])).put(sys.argv[2], sys.argv[3])
"""
    killed = subprocess.run([sys.executable, "-c", script, tmp_path, NAME, "abcdefgh-1"], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert file.read_text() == KEEP
    left = tmp_path / envfile.NEW
    assert stat.S_IMODE(left.stat().st_mode) == 0o600
    Secrets(tmp_path).put(NAME, "abcdefgh-2")  # and what was left hinders nobody
    assert file.read_text() == f"{KEEP}{NAME}=abcdefgh-2\n"
    assert not left.exists()


def test_many_writers_at_once_lose_no_key(tmp_path: Path):
    script = """
import pathlib, sys
from ytempire.config.secrets import Secrets
for n in range(20):
    Secrets(pathlib.Path(sys.argv[1])).put(f"KEY_{sys.argv[2]}_{n}", f"abcdefgh-{n}")
"""
    writers = [subprocess.Popen([sys.executable, "-c", script, tmp_path, str(n)]) for n in range(4)]
    assert [writer.wait(60) for writer in writers] == [0] * 4
    assert set(Secrets(tmp_path).names()) == {f"KEY_{writer}_{n}" for writer in range(4) for n in range(20)}


lines = st.one_of(
    st.text(max_size=40),
    st.builds("{}={}".format, st.sampled_from([NAME, "OTHER_KEY", "a", "export A"]), st.text(max_size=30)),
    st.builds("{}='{}' # {}".format, st.just(NAME), st.text(max_size=20), st.text(max_size=10)),
)
texts = st.lists(lines, max_size=6).map("\n".join)


@often
@given(data=st.one_of(st.binary(max_size=80), texts.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_file_is_read_or_refused_with_its_line(tmp_path: Path, data: bytes):
    file = written(tmp_path, data)
    try:
        found = envfile.read(file)
    except ConfigError as error:
        (problem,) = error.problems
        assert re.fullmatch(r"\.env:\d+", problem.where)
        assert 1 <= int(problem.where[5:]) <= data.count(b"\n") + 1
        return
    for name, value in found.items():
        assert name.isidentifier()
        assert value.isprintable()


@often
@given(text=texts, value=st.one_of(st.text(min_size=1, max_size=60), st.text(string.printable, min_size=1)))
def test_any_value_that_is_put_is_read_back_and_all_others_stay(tmp_path: Path, text: str, value: str):
    try:
        file = written(tmp_path, text)
        before = envfile.read(file)
    except (ConfigError, UnicodeEncodeError):
        assume(False)
    try:
        Secrets(tmp_path).put(NAME, value)
    except ConfigError:
        assert envfile.read(file) == before
        return
    assert Secrets(tmp_path).get(NAME) == value.strip()
    assert envfile.read(file) == {**before, NAME: value.strip()}


@often
@given(value=st.text(min_size=8, max_size=40))
def test_no_value_of_the_environment_breaks_what_takes_secrets_out(value: str):
    assert _spellings(frozenset({value})).sub("", f"a {value} b") == "a  b"
