"""Examples of the kinds of scene that draw charts, tables, maps, code, questions and ends; one each."""

from __future__ import annotations

from ytempire.models import Area, Bar, Curve, Pie, Series, Visual

EXAMPLES: dict[str, Visual] = {
    "line": Curve(
        title="The price of a megabyte of memory",
        unit="US dollars, logarithm of ten left out",
        labels=tuple(str(y) for y in range(1956, 1981, 2)),
        series=(
            Series(name="By hand", values=(5.86, 5.9, 6.1, 6.4, 6.2, 6.8, 7.1, 7.0, 7.4, 7.9, 8.2, 8.6, 9.1)),
            Series(name="In a box", values=(None, 4.9, 4.1, 3.2, 2.6, 2.2, 1.7, 1.2, 0.9, 0.6, 0.4, 0.25, 0.16)),
        ),
        shown="$0.16",
        accent=1,
    ),
    "area": Area(
        title="What the world ships",
        unit="Million containers a year",
        labels=("1980", "1990", "2000", "2010", "2020"),
        series=(
            Series(name="Asia", values=(9, 32, 110, 300, 480)),
            Series(name="Europe", values=(12, 22, 60, 95, 130)),
            Series(name="Americas", values=(11, 20, 42, 62, 90)),
        ),
        shown="480 M",
        accent=0,
    ),
}
