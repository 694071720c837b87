"""The network that the recognition models are trained as; `Tagger` reads its weights in numpy."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import dropout
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from cadocs.backends.tagger import LABELS
from cadocs.backends.word_features import TABLE_BITS

WIDTHS = (64, 48, 48)  # of the embeddings of form, affixes and kinds
UNITS = 128  # in each direction
FORGET = 0.3  # share of words whose form is hidden while training, so that the rest has to do
DROPOUT = 0.5  # of the states; three quarters of it of the inputs


class Network(nn.Module):
    """Sums of hashed embeddings, word vectors, a bidirectional LSTM and a CRF."""

    def __init__(self, given: int) -> None:
        """Start with small random weights; ``given`` is the width of the word vectors."""
        super().__init__()
        self.tables = nn.ModuleList(
            nn.EmbeddingBag(1 << bits, width, mode="sum")
            for bits, width in zip(TABLE_BITS, WIDTHS, strict=True)
        )
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.1)
        self.states = nn.LSTM(sum(WIDTHS) + given, UNITS, bidirectional=True, batch_first=True)
        self.output = nn.Linear(2 * UNITS, len(LABELS))
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.first = nn.Parameter(torch.zeros(len(LABELS)))
        self.last = nn.Parameter(torch.zeros(len(LABELS)))

    def forward(self, rows: list[Tensor], given: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
        """The scores of labels.

        Args:
            rows: For each table the rows of each distinct word, ``(distinct, features)``.
            given: The word vector of each distinct word, which is not learned.
            words: ``(sentences, words)``, numbers of distinct words.
            lengths: ``(sentences,)``, falling.

        Returns:
            ``(sentences, words, labels)``.
        """
        vectors = [table(found) for table, found in zip(self.tables, rows, strict=True)]
        inputs = torch.cat([*vectors, given], 1)[words]
        if self.training:
            hidden = torch.rand(words.shape).unsqueeze(-1) < FORGET
            form = inputs[..., : WIDTHS[0]].masked_fill(hidden, 0.0)
            inputs = torch.cat([form, inputs[..., WIDTHS[0] :]], -1)
        inputs = locked_dropout(inputs, 0.75 * DROPOUT, training=self.training)
        packed = pack_padded_sequence(inputs, lengths, batch_first=True)
        states, _ = pad_packed_sequence(self.states(packed)[0], batch_first=True)
        scores: Tensor = self.output(locked_dropout(states, DROPOUT, training=self.training))
        return scores

    def loss(self, scores: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """The mean over words of the negative log-likelihood of the labels of sentences."""
        right = self.first[labels[:, 0]] + scores[:, 0].gather(1, labels[:, :1]).squeeze(1)
        every = self.first + scores[:, 0]
        for at in range(1, scores.shape[1]):
            inside = mask[:, at]
            step = self.transitions[labels[:, at - 1], labels[:, at]]
            step = step + scores[:, at].gather(1, labels[:, at : at + 1]).squeeze(1)
            right = right + inside * step
            ways = torch.logsumexp(every.unsqueeze(2) + self.transitions, 1) + scores[:, at]
            every = torch.where(inside.unsqueeze(1) > 0, ways, every)
        final = labels.gather(1, mask.sum(1, keepdim=True).long() - 1).squeeze(1)
        right = right + self.last[final]
        every = torch.logsumexp(every + self.last, 1)
        return (every - right).sum() / mask.sum()

    def weights(self) -> dict[str, np.ndarray]:
        """The weights in the names and the order that `Tagger` reads."""
        of = {name: weights.detach().numpy() for name, weights in self.state_dict().items()}
        ways = ("", "_reverse")
        found = {
            "inputs": [_in_order(of[f"states.weight_ih_l0{way}"]).T for way in ways],
            "recurrent": [_in_order(of[f"states.weight_hh_l0{way}"]).T for way in ways],
            "bias": [
                _in_order(of[f"states.bias_ih_l0{way}"] + of[f"states.bias_hh_l0{way}"])
                for way in ways
            ],
            "output": of["output.weight"].T,
            "output_bias": of["output.bias"],
            **{name: of[name] for name in ("transitions", "first", "last")},
            **{f"table{at}": of[f"tables.{at}.weight"] for at in range(len(WIDTHS))},
        }
        return {name: np.array(weights) for name, weights in found.items()}


def save(members: list[dict[str, np.ndarray]], path: Path) -> None:
    """Write the weights of networks that judge together: embeddings in 8 bits, others in 16."""
    stored = {}
    for name in members[0]:
        weights = np.stack([each[name] for each in members])
        if name.startswith("table"):
            step = np.abs(weights).max(axis=1, keepdims=True) / 127
            stored[name] = np.round(weights / step).astype(np.int8)
            stored[f"step{name.removeprefix('table')}"] = step.astype(np.float32)
        else:
            stored[name] = weights.astype(np.float16)
    np.savez_compressed(path, **stored)


def locked_dropout(values: Tensor, share: float, *, training: bool) -> Tensor:
    """Dropout with one mask for all words of a sentence (Gal and Ghahramani, 2016)."""
    mask = torch.ones(values.shape[0], 1, values.shape[2])
    return values * dropout(mask, share, training)


def _in_order(weights: np.ndarray) -> np.ndarray:
    """The gates input, forget, output, cell; torch has the cell third."""
    entry, forget, cell, out = np.split(weights, 4)
    return np.concatenate([entry, forget, out, cell])
