"""Pictures made by a ComfyUI: the workflow that is sent, the job that is waited for, and never begun twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from comfyui_server import ComfyServer
from hypothesis import given, strategies as st
from served import Fault

from ytempire.contracts import Kit, MakePicture
from ytempire.errors import Refused, Unavailable
from ytempire.media.blobs import Blobs
from ytempire.providers.image_comfyui import PLAIN, ImageComfyui, _filled

ASKED = MakePicture(prompt='a barn owl, %seed% "quoted"\nat night', seed=7)


@pytest.fixture
def server() -> Iterator[ComfyServer]:
    with ComfyServer() as made:
        yield made


def provider(folder: Path, server: ComfyServer, **options: object) -> ImageComfyui:
    kit = Kit(folder, "owls", Blobs(folder / "blobs"), folder)
    given = {"checkpoint": "sd.safetensors", "every": 0.01, "timeout": 2.0, "patience": 3, **options}
    return ImageComfyui(ImageComfyui.Options(base_url=server.url, **given), kit)


def test_a_picture_is_begun_once_waited_for_and_taken(tmp_path, server):
    comfy = provider(tmp_path, server)
    made = comfy.answer(ASKED, "call-1")
    assert made.file.suffix == ".png"
    (flow,) = server.begun
    assert flow["6"]["inputs"]["text"] == ASKED.prompt  # what is filled in is not filled in again
    assert flow["3"]["inputs"]["seed"] == 7
    assert flow["4"]["inputs"]["ckpt_name"] == "sd.safetensors"
    wide = flow["5"]["inputs"]
    assert wide["width"] / wide["height"] == pytest.approx(16 / 9, abs=0.05)
    assert wide["width"] % 64 == wide["height"] % 64 == 0
    assert server.asked[-1].query["type"] == "output"  # what was saved goes before what is only shown
    assert comfy.price(ASKED) == 0


def test_a_job_that_an_earlier_process_began_is_collected(tmp_path, server):
    server.looks = 10_000
    with pytest.raises(Unavailable, match="still at work"):
        provider(tmp_path, server, patience=0.1).answer(ASKED, "call-1")
    server.looks = 0
    again = provider(tmp_path, server)
    assert again.recover(ASKED, "call-1") is not None
    assert again.answer(ASKED, "call-1").file
    assert len(server.begun) == 1
    assert again.recover(ASKED, "call-2") is None


@pytest.mark.parametrize("fault", [Fault(drop=True), Fault(half=True), Fault(hang=True)])
def test_a_lost_answer_does_not_begin_it_twice(tmp_path, server, fault):
    comfy = provider(tmp_path, server)
    server.before = lambda asked: server.faults.append(fault) if asked.method == "POST" else None
    with pytest.raises(Unavailable):
        comfy.answer(ASKED, "call-1")
    server.before = lambda asked: None
    server.faults.clear()
    assert provider(tmp_path, server).answer(ASKED, "call-1").file
    assert len(server.begun) == 1


def test_an_older_one_gives_its_own_number(tmp_path):
    with ComfyServer(own_numbers=True) as server:
        comfy = provider(tmp_path, server)
        assert comfy.answer(ASKED, "call-1").file
        assert provider(tmp_path, server).answer(ASKED, "call-1").file
        assert len(server.begun) == 1


def test_what_it_could_not_make_is_told_and_begun_anew_the_next_time(tmp_path, server):
    server.error = "out of memory"
    with pytest.raises(Refused, match="KSampler: out of memory"):
        provider(tmp_path, server).answer(ASKED, "call-1")
    server.error = ""
    server.jobs.clear()  # as after a restart of it
    assert provider(tmp_path, server).answer(ASKED, "call-1").file
    assert len(server.begun) == 2


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault(status=500), Unavailable),
        (Fault(status=429), Unavailable),
        (Fault(body=b"no json"), Refused),
        (Fault(drop=True), Unavailable),
    ],
)
def test_a_failure_is_said_as_what_it_means(tmp_path, server, fault, error):
    server.faults = [fault]
    with pytest.raises(error):
        provider(tmp_path, server).answer(ASKED, "call-1")


def test_a_workflow_of_the_channel_is_read_and_is_part_of_what_is_asked(tmp_path, server):
    folder = tmp_path / "channels" / "owls"
    folder.mkdir(parents=True)
    flow = {"1": {"class_type": "Text", "inputs": {"text": "photo of %prompt%, sharp", "seed": "%seed%"}}}
    (folder / "mine.json").write_text(json.dumps(flow))
    comfy = provider(tmp_path, server, file="mine.json", checkpoint="")
    assert comfy.ready() is None
    comfy.answer(MakePicture(prompt="an owl"), "call-1")
    assert server.begun[0]["1"]["inputs"] == {"text": "photo of an owl, sharp", "seed": 0}
    before = comfy.options
    (folder / "mine.json").write_text(json.dumps({**flow, "2": {"class_type": "X", "inputs": {}}}))
    assert provider(tmp_path, server, file="mine.json", checkpoint="").options != before


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "mine.json"),
        ("[1]", "API format"),
        ('{"nodes": []}', "API format"),
        ('{"1": {"class_type": "X"}}', "%prompt%"),
    ],
)
def test_a_workflow_that_cannot_be_sent_is_said_before_anything_is_asked(tmp_path, server, text, says):
    folder = tmp_path / "channels" / "owls"
    folder.mkdir(parents=True)
    (folder / "mine.json").write_text(text)
    assert says in str(provider(tmp_path, server, file="mine.json").ready())
    assert "outside" in str(provider(tmp_path, server, file="../owls.yaml").ready())
    assert "checkpoint" in str(provider(tmp_path, server, checkpoint="").ready())
    assert not server.asked


def test_it_says_which_one_it_is(tmp_path, server):
    assert provider(tmp_path, server).check() == "ComfyUI 0.9.1"


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_a_prompt_says_stays_words(prompt, negative):
    values = {
        "prompt": prompt,
        "negative": negative,
        "seed": 3,
        "width": 64,
        "height": 64,
        "steps": 1,
        "checkpoint": "c",
    }
    flow = _filled(PLAIN, values)
    assert flow["6"]["inputs"]["text"] == prompt
    assert flow["7"]["inputs"]["text"] == negative
    assert _filled("a %prompt% b", values) == f"a {prompt} b"
