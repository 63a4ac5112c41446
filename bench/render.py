"""How near drawing comes to encoding alone: 60 s of 1080p30, 12 scenes, captions, a voice, a bed and joins.

    python bench/render.py                     wall, processor time and memory, against the bare encoder
    python bench/render.py --moviepy PYTHON    and against the MoviePy way (a Python that has moviepy)
    python bench/render.py --memory            peak memory of a film of 1 minute and of one of 10 minutes

The film has four photographs in motion, four charts, two clips of footage, a terminal and a list, and six joins that
are not cuts. The bare encoder is one x264 on the same finished raw frames, with the same settings and its own threads,
and nothing else: no picture is opened or drawn, nothing is mixed, nothing is joined. `beside` is the same as it would
be in our order: a segment each, one thread each, as many at a time. All take turns, a few scenes each, so that a busy
machine slows them alike. The raw frames of a turn are kept on the disk (0.5 GB a scene).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from film import FPS, HEIGHT, WIDTH, kit_in, photograph, timeline

from ytempire.config.sections import Budget, Render
from ytempire.contracts import DrawJoin, DrawScene, Kit
from ytempire.gateway import Gateway
from ytempire.gateway.store import Store
from ytempire.ledger import Ledger
from ytempire.media import ffmpeg
from ytempire.models import Asked, History, Timeline, Topic
from ytempire.providers.scene_ffmpeg import FfmpegScene
from ytempire.stages.render import pieces, render

Piece = DrawScene | DrawJoin


class Clock:
    """Seconds of wall, and of every processor, ours and our children's."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Add what is done here."""
        wall, cpu = time.perf_counter(), _spent()
        try:
            yield
        finally:
            self.wall += time.perf_counter() - wall
            self.cpu += _spent() - cpu


def _spent() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def name(piece: Piece) -> str:
    """What a piece of the film is called."""
    if isinstance(piece, DrawJoin):
        return f"{piece.before.id}-{piece.after.id} {piece.join.kind}"
    return f"{piece.cut.id} {piece.cut.visual.kind}"


def turns(drawn: tuple[Piece, ...], at_a_time: int) -> Iterator[list[Piece]]:
    """As many scenes as are drawn at a time, with the joins after them."""
    turn: list[Piece] = []
    for piece in drawn:
        if isinstance(piece, DrawScene) and sum(isinstance(p, DrawScene) for p in turn) == at_a_time:
            yield turn
            turn = []
        turn.append(piece)
    yield turn


def speed(kit: Kit, film: Timeline, at_a_time: int, rounds: int) -> dict[str, float]:
    """The film as `ytempire render` makes it, and the bare encoder after it; sums over the rounds."""
    ours, bare, beside = Clock(), Clock(), Clock()
    for turn in range(rounds):
        with ours.running():
            made = drawn_by_stage(kit.home / f"round{turn}", kit, film)
        assert made == film.frames
        shutil.rmtree(kit.home / f"round{turn}")
        before = bare.wall
        encode(kit, film, at_a_time, bare, beside)
        print(f"round {turn + 1}: {ours.wall:.2f} s drawn so far, {bare.wall - before:.2f} s encoded", file=sys.stderr)
    length = film.frames / FPS * rounds
    return {
        "film_seconds": film.frames / FPS, "pieces": len(pieces(film)), "at_a_time": at_a_time, "rounds": rounds,
        "ours_wall": ours.wall, "bare_wall": bare.wall, "wall_ratio": ours.wall / bare.wall,
        "ours_cpu": ours.cpu, "bare_cpu": bare.cpu, "cpu_ratio": ours.cpu / bare.cpu,
        "bare_beside_wall": beside.wall, "wall_ratio_beside": ours.wall / beside.wall,
        "bare_beside_cpu": beside.cpu, "cpu_ratio_beside": ours.cpu / beside.cpu,
        "ours_wall_per_second": ours.wall / length, "bare_wall_per_second": bare.wall / length,
    }  # fmt: skip


def drawn_by_stage(home: Path, kit: Kit, film: Timeline) -> int:
    """The stage itself, through a gateway that remembers nothing yet; how many frames the film has."""
    own = Kit(home, "bench", kit.blobs, home / "scratch")
    home.mkdir()
    ledger = Ledger(home / "ytempire.db")
    run = ledger.begin("bench", "2026-01-01", 1, "explainer@1.0.0", Asked(), History()).id
    store = Store(home / "calls")
    topic = Topic(subject="boxes", question="", title="The box", slug="box")
    how = Render(options={"ffmpeg": {"encoder": "libx264"}})
    try:
        return render(film, topic, how, Gateway(run, "bench", ledger, store, own, Budget())).frames
    finally:
        store.close()
        ledger.close()


def encode(kit: Kit, film: Timeline, at_a_time: int, bare: Clock, beside: Clock) -> None:
    """The bare encoder on the same frames, a few pieces of the film at a time; drawing them is not counted."""
    scene = FfmpegScene(FfmpegScene.Options(encoder="libx264"), kit)
    raw = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(FPS)]
    coding = scene.coding(FPS, "libx264")
    at = coding.index("-threads")
    alone = [*coding[:at], *coding[at + 2 :]]
    with ThreadPoolExecutor(at_a_time) as pool:
        for turn in turns(pieces(film), at_a_time * 2):
            for index, request in enumerate(turn):
                scene.keep_frames(request, kit.home / f"{index}.yuv")
            jobs = [[*raw, "-i", f"{n}.yuv", *coding, f"{n}.mp4"] for n in range(len(turn))]
            with beside.running():
                list(pool.map(lambda job: ffmpeg.run(job, cwd=kit.home), jobs))
            whole_turn(kit, len(turn))
            with bare.running():
                ffmpeg.run([*raw, "-i", "turn.yuv", *alone, "turn.mp4"], cwd=kit.home)


def whole_turn(kit: Kit, count: int) -> None:
    """The raw frames of a turn in one file; the single ones go."""
    with (kit.home / "turn.yuv").open("wb") as into:
        for index in range(count):
            with (kit.home / f"{index}.yuv").open("rb") as part:
                shutil.copyfileobj(part, into, 1 << 24)
            (kit.home / f"{index}.yuv").unlink()


def prepared(home: Path, minutes: int = 1) -> Timeline:
    """The film to be made; its pictures and clips are made by a process of its own, whose memory is not ours."""
    made = home / "timeline.json"
    made.unlink(missing_ok=True)
    subprocess.run([sys.executable, __file__, "--prepare", str(minutes), "--home", str(home)], check=True)
    return Timeline.model_validate_json(made.read_text("utf-8"))


def whole(kit: Kit) -> None:
    """The whole film that was prepared, by the stage."""
    film = Timeline.model_validate_json((kit.home / "timeline.json").read_text("utf-8"))
    drawn_by_stage(kit.home / "whole", kit, film)


def peak(home: Path, minutes: int, at_a_time: int) -> dict[str, float]:
    """The most memory that a process and its children held together, while it made a film in a process of its own."""
    prepared(home, minutes)
    child = subprocess.Popen([sys.executable, __file__, "--film", "--home", str(home), "--at-a-time", str(at_a_time)])
    most, own, begun = 0, 0, time.perf_counter()
    while child.poll() is None:
        held = [_resident(pid) for pid in _family(child.pid)]
        most, own = max(most, sum(held)), max(own, held[0])
        time.sleep(0.05)
    if child.returncode:
        raise SystemExit(child.returncode)
    took = time.perf_counter() - begun
    return {"minutes": minutes, "peak_mb": round(most / 2**20), "own_mb": round(own / 2**20), "wall": round(took, 1)}


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def _resident(pid: int) -> int:
    """What is held by this process alone, and its share of what several hold."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def moviepy(python: str, home: Path, seconds: float) -> dict[str, float]:
    """The MoviePy way, on a shorter piece: photographs in motion with captions, and nothing else."""
    for number in (0, 3):
        (home / f"photo{number}.jpg").write_bytes(photograph(number))
    script = Path(__file__).with_name("moviepy_way.py")
    told = subprocess.run([python, str(script), str(home), str(seconds)], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(told.stdout.splitlines()[-1])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--memory", action="store_true", help="measure memory instead of time (Linux)")
    parser.add_argument("--minutes", type=int, nargs="*", default=[1, 10], help="lengths to measure memory of")
    parser.add_argument("--at-a-time", type=int, default=os.cpu_count() or 1, help="scenes at a time")
    parser.add_argument("--moviepy", metavar="PYTHON", help="a Python with moviepy, to measure the MoviePy way with")
    parser.add_argument("--piece", type=int, default=6, help="seconds of the MoviePy way that are measured")
    parser.add_argument("--rounds", type=int, default=2, help="how often the film is made and encoded, in turns")
    parser.add_argument("--film", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--prepare", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ytempire-bench-") as folder:
        kit = kit_in(wish.home or Path(folder))
        if wish.prepare:
            (kit.home / "timeline.json").write_text(timeline(kit, wish.prepare).model_dump_json(), "utf-8")
            return None
        if wish.film:
            return whole(kit)
        if wish.memory:
            for minutes in wish.minutes:
                print(json.dumps(peak(kit.home, minutes, wish.at_a_time)), flush=True)
            return None
        film = prepared(kit.home)
        theirs: dict[str, float] = {}
        if wish.moviepy:  # half of it before ours and half after, because the machine may be busier at one of them
            theirs = moviepy(wish.moviepy, kit.home, wish.piece / 2)
        told = speed(kit, film, wish.at_a_time, wish.rounds)
        told |= {"peak_mb": peak(kit.home, 1, wish.at_a_time)["peak_mb"]}  # not while the time is taken
        if wish.moviepy:
            more = moviepy(wish.moviepy, kit.home, wish.piece / 2)
            wall, cpu = theirs["wall"] + more["wall"], theirs["cpu"] + more["cpu"]
            told |= {
                "moviepy_piece_seconds": wish.piece, "moviepy_wall_per_second": wall / wish.piece,
                "moviepy_cpu_per_second": cpu / wish.piece, "moviepy_peak_mb": max(theirs["peak_mb"], more["peak_mb"]),
                "times_faster_than_moviepy": wall / wish.piece / told["ours_wall_per_second"],
            }  # fmt: skip
        print(json.dumps({key: round(value, 3) for key, value in told.items()}, indent=1))
    return None


if __name__ == "__main__":
    main()
