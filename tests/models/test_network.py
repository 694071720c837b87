"""The trained network and its reading in numpy are one."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import numpy as np
import pytest

from cadocs.backends.tagger import LABELS, Tagger, allowed
from cadocs.backends.word_features import TABLE_BITS

torch = pytest.importorskip("torch", reason="training needs torch, which is not installed")
sys.path.insert(0, str(Path(__file__).parents[2] / "models" / "names"))

from network import Network, save  # noqa: E402

FEATURES = (2, 8, 6)
WIDTH = 3
SENTENCES = [[0, 1, 2, 3, 4], [5, 6, 2], [1]]


def test_no_change_of_one_label_makes_what_is_read_likelier(tmp_path: Path) -> None:
    torch.manual_seed(2)
    network = Network(WIDTH).eval()
    for weights in network.parameters():
        torch.nn.init.normal_(weights, std=0.3)
    save([network.weights()], tmp_path / "xx.ner.npz")
    tagger = Tagger.load(tmp_path / "xx.ner.npz")
    rng = np.random.default_rng(2)
    rows = [
        rng.integers(1 << bits, size=(7, features))
        for bits, features in zip(TABLE_BITS, FEATURES, strict=True)
    ]
    given = rng.normal(size=(7, WIDTH)).astype(np.float32)
    found = tagger.label(tagger.vectors(rows, given), [np.array(words) for words in SENTENCES])
    assert len({label for labels in found for label in labels.tolist()}) > 1

    follows, first, last = allowed()

    def loss(words: list[int], labels: list[int]) -> float:
        well_formed = first[labels[0]] and last[labels[-1]]
        if not (well_formed and all(follows[pair] for pair in itertools.pairwise(labels))):
            return np.inf
        tables = [torch.from_numpy(table) for table in rows]
        lengths = torch.tensor([len(words)])
        scores = network(tables, torch.from_numpy(given), torch.tensor([words]), lengths)
        value = network.loss(scores, torch.tensor([labels]), torch.ones(1, len(words)))
        return float(value)

    with torch.no_grad():
        for words, labels in zip(SENTENCES, found, strict=True):
            reached = loss(words, labels.tolist())
            assert reached < np.inf
            for at in range(len(words)):
                for other in range(len(LABELS)):
                    changed = [*labels.tolist()]
                    changed[at] = other
                    # Weights are stored in 8 and 16 bits.
                    assert loss(words, changed) >= reached - 1e-3
