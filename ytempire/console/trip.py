"""How a run goes on: stages as they finish, and the one that runs with its bar, speed and time left."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

    from ytempire.contracts import Event

WIDTH = 100  # wider lines are hard to read
PARTS = {"voice": "sentence", "render": "part", "terminal": "frame"}
AT_ONCE = 0.3  # seconds within which remembered parts have come; they say nothing of the pace
MARKS = {"made": ("✓", "+", "green"), "kept": ("·", "-", "dim"), "edited": ("✎", "~", "yellow"),
         "note": ("·", "-", "dim"), "warn": ("!", "!", "yellow")}  # fmt: skip


@dataclass
class Pace:
    """How fast the parts of a stage get done; those that were there at once do not count."""

    clock: Callable[[], float] = time.monotonic
    began: float = 0.0
    at: float = 0.0
    done: int = 0
    total: int = 0
    film: float = 0.0
    given: tuple[int, float] = (0, 0.0)

    def __post_init__(self) -> None:
        self.began = self.at = self.clock()

    def step(self, event: Event) -> None:
        self.done, self.total, self.film, self.at = event.done, event.total, event.film, self.clock()
        if self.at - self.began < AT_ONCE and event.done < event.total:
            self.given = (event.done, event.film)

    @property
    def took(self) -> float:
        return self.clock() - self.began

    @property
    def speed(self) -> float:
        """Seconds of film for each second that went by."""
        return (self.film - self.given[1]) / max(self.at - self.began, 1e-6)

    @property
    def left(self) -> float | None:
        """Seconds to go, once there is something to tell it from."""
        drawn = self.done - self.given[0]
        if drawn <= 0:
            return None
        return max(0.0, (self.at - self.began) / drawn * (self.total - self.done) - (self.clock() - self.at))

    def words(self, stage: str) -> list[str]:
        """`part 7 of 30`, `2.3x`, `0:14 left`."""
        out = [f"{PARTS.get(stage, 'part')} {min(self.done + 1, self.total)} of {self.total}"]
        if self.film > self.given[1]:
            out.append(f"{self.speed:.1f}x")
        if self.left is not None and self.done < self.total:
            out.append(f"{clock(self.left)} left")
        return out


def clock(seconds: float) -> str:
    """`0:14`, `1:02:03`."""
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def spent(seconds: float) -> str:
    """`0.1 s`, `42 s`, `3:05`."""
    return f"{seconds:.1f} s" if seconds < 9.95 else f"{seconds:.0f} s" if seconds < 99.5 else clock(seconds)


@dataclass
class Plain:
    """A line a stage, and for long ones a line a quarter: fit for a log."""

    write: Callable[[str], None]
    pace: Pace = field(default_factory=Pace)
    quarter: int = 0

    def tell(self, event: Event) -> None:
        if event.state == "start":
            self.pace, self.quarter = Pace(), 0
        elif event.state == "step" and event.total:
            self.pace.step(event)
            quarter = 4 * event.done // event.total
            if self.quarter < quarter < 4 and self.pace.left is not None:
                self.write(f"{event.stage:<11} {'  '.join(self.pace.words(event.stage))}")
            self.quarter = quarter
        elif event.state in ("note", "warn"):
            self.write(f"{event.stage:<11} {event.text}" if event.stage else event.text)
        elif event.state in ("made", "kept", "edited"):
            took = spent(event.seconds) if event.state == "made" else ""
            self.write(f"{event.stage:<11} {event.state:<6} {took:>6}  {event.text}".rstrip())


@dataclass
class Lively:
    """Finished stages as lines, and under them the stage that runs, with a bar."""

    console: Console
    clean: Callable[[str], str]
    running: Event | None = None
    pace: Pace = field(default_factory=Pace)
    spinner: RenderableType = ""

    def __post_init__(self) -> None:
        from rich.spinner import Spinner

        self.ascii = not self.console.encoding.lower().startswith("utf")
        self.spinner = Spinner("line" if self.ascii else "dots", style="cyan")

    def tell(self, event: Event) -> None:
        if event.state == "start":
            self.running, self.pace = event, Pace()
        elif event.state == "step" and event.total:
            self.pace.step(event)
        elif event.state in MARKS:
            took = spent(event.seconds) if event.state == "made" else event.state
            if event.state in ("note", "warn"):
                took = ""
            else:
                self.running = None
            self.console.print(self._finished(event, took))

    def __rich__(self) -> RenderableType:
        from rich.text import Text

        if self.running is None:
            return Text("")
        stage = Text(self.running.stage, "bold")
        if not self.pace.total:
            return self._line(self.spinner, stage, Text(self.clean(self.running.text)), spent(self.pace.took))
        from rich.progress_bar import ProgressBar
        from rich.table import Table

        bar = ProgressBar(self.pace.total, self.pace.done, width=max(6, min(32, self.console.width - 58)),
                          complete_style="cyan", finished_style="green")  # fmt: skip
        row = Table.grid(padding=(0, 2, 0, 0))
        row.add_row(bar, *(Text(word, no_wrap=True) for word in self.pace.words(self.running.stage)))
        return self._line(self.spinner, stage, row)

    def _finished(self, event: Event, took: str) -> RenderableType:
        from rich.text import Text

        mark, plain, style = MARKS[event.state]
        tone = {"dim": "dim", "warn": "yellow"}.get(style if style == "dim" else event.state, "")
        return self._line(Text(plain if self.ascii else mark, style), Text(event.stage, tone or "bold"),
                          Text(self.clean(event.text), tone), took, whole=event.state in ("note", "warn"))  # fmt: skip

    def _line(
        self, mark: RenderableType, stage: RenderableType, text: RenderableType, took: str = "", whole: bool = False
    ) -> Table:
        """A row; its text is cut to one line unless it is to be read whole."""
        from rich.table import Table
        from rich.text import Text

        grid = Table.grid(padding=(0, 1, 0, 0), expand=True)
        grid.width = min(self.console.width, WIDTH)
        grid.add_column(width=2, justify="right", no_wrap=True)
        grid.add_column(width=11, no_wrap=True)
        grid.add_column(ratio=1, no_wrap=not whole, overflow="fold" if whole else "ellipsis")
        if took:
            grid.add_column(width=7, justify="right", no_wrap=True)
            grid.add_row(mark, stage, text, Text(took, "dim"))
        else:
            grid.add_row(mark, stage, text)
        return grid
