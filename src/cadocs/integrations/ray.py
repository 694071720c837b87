"""cadocs in Ray Data: a data set of any size, read on as many machines as a cluster has.

`extract_dataset` adds columns to a data set; `Extract` is the class that it hands to
``Dataset.map_batches``. How work is cut, sent and tried again is Ray's affair; this module does
not even import it.
"""

from __future__ import annotations

from typing import Any

from cadocs.backends.arrow import arrow_schema, import_pyarrow
from cadocs.errors import BackendMissingError
from cadocs.integrations.columns import FINDINGS, ColumnExtractor

__all__ = ["Extract", "extract_dataset"]


class Extract:
    """Reads batches inside an actor, which loads the pipeline once.

    Pass the class, not an instance, to ``map_batches``; the arguments of the constructor are
    those of `ColumnExtractor`, but for ``typed``.
    """

    def __init__(self, **options: Any) -> None:
        """Take the options; nothing is loaded yet."""
        self._extract = ColumnExtractor(**options, typed=True)

    def __call__(self, batch: Any) -> Any:
        """The batch with the columns of `ColumnExtractor` added.

        Args:
            batch: A ``pyarrow.Table``, a pandas DataFrame or a dict of one-dimensional arrays
                or lists.

        Returns:
            A ``pyarrow.Table``, so that the columns have the same types in every block, however
            little it holds. Columns of these names that were there before are replaced.
        """
        table = _as_table(batch)
        found = self._extract({name: table[name].to_pylist() for name in self._needed(table)})
        pa = import_pyarrow("Extract")
        schema = arrow_schema()
        for name, values in found.items():
            finding = name.removeprefix("cadocs_")
            kind = schema.field(finding).type if finding in FINDINGS else pa.string()
            if name in table.column_names:
                table = table.drop_columns([name])
            table = table.append_column(pa.field(name, kind), pa.array(values, kind))
        return table

    def _needed(self, table: Any) -> list[str]:
        wanted = (self._extract.text, self._extract.published, self._extract.id)
        return [name for name in table.column_names if name in wanted]


def _as_table(batch: Any) -> Any:
    pa = import_pyarrow("Extract")
    if isinstance(batch, pa.Table):
        return batch
    if hasattr(batch, "to_dict"):
        return pa.Table.from_pandas(batch, preserve_index=False)
    # NaN is what numpy and pandas have for a text that is not there.
    return pa.table({name: pa.array(values, from_pandas=True) for name, values in batch.items()})


def extract_dataset(dataset: Any, *, actors: int = 1, batch_size: int = 64, **columns: Any) -> Any:
    """A Ray data set with what cadocs finds in one of its columns.

    Args:
        dataset: A ``ray.data.Dataset``.
        actors: Processes in the cluster, each with one CPU and the models in its memory.
        batch_size: Documents that an actor takes at once.
        columns: ``text``, ``published`` and ``id`` (names of columns) and ``config``, as
            `ColumnExtractor` takes them.

    Returns:
        A lazy ``ray.data.Dataset``: the columns it had, ``cadocs`` (the Document as JSON),
        ``cadocs_language``, ``cadocs_error`` (empty where all is well) and the findings as
        typed lists, ``cadocs_entities`` and so on. A bad row gives an error and no findings.

    Raises:
        BackendMissingError: Ray is not installed.
    """
    try:
        from ray.data import ActorPoolStrategy  # noqa: PLC0415  (an extra, and slow to load)
    except ImportError as error:
        msg = "extract_dataset() needs Ray. Install it with: pip install 'cadocs[ray]'"
        raise BackendMissingError(msg) from error
    return dataset.map_batches(
        Extract,
        fn_constructor_kwargs=columns,
        batch_format="pyarrow",
        batch_size=batch_size,
        compute=ActorPoolStrategy(size=actors),
        num_cpus=1,
    )
