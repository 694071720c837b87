"""Train the classifier for texts of a few words; see `cadocs.detect.short_texts`.

It learns from cuts of one to twelve words out of the texts that the n-grams are counted in, and
from words of frequency lists (wordfreq 3.1.1; data CC BY-SA 4.0), single ones and pairs. Adam with
weight decay, a rate that rises over the first updates and then falls; deterministic for a seed.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from wordfreq import iter_wordlist, word_frequency

from cadocs.detect.features import plain_words
from cadocs.detect.short_texts import VECTORS, vector_rows

WIDTH = 32
UPDATES = 7000
BATCH = 1024  # texts
RATE, DECAY = 0.005, 0.0001
WARM_UP = 300  # updates
DROPOUT = 0.1
LABELLED = 0.75  # share of texts from the labelled data, mixed as is usual
LENGTHS = (1, 1, 2, 2, 2, 3, 4, 5, 6, 8, 12)  # words of a cut
LISTED = 0.15  # share of texts made of words of the lists
LONGEST_LIST = 30_000
FLATTER = 0.75  # power of a word's frequency that it is drawn by
UNMARKED, PLAIN_U = 0.1, 0.1  # shares of cuts without apostrophes, and with у for ў
# Languages of the data that wordfreq has a list of, by its name for them.
LISTS = {
    tag: {"hr": "sh", "sr-Latn": "sh"}.get(tag, tag)
    for tag in (
        *("bg", "ca", "cs", "da", "de", "en", "es", "fi", "fr", "hr", "hu", "id", "it", "lt"),
        *("lv", "mk", "nb", "nl", "pl", "pt", "ro", "ru", "sr-Latn", "sv", "tr", "uk", "vi"),
    )
}
LEVELS = 15  # steps of the stored values, up and down
REACH = 4.0  # standard deviations that they span
Row = tuple[str, str]


class Listed(NamedTuple):
    """The words of a list, and the sums of their weights up to each."""

    words: list[str]
    sums: list[float]


def train_short_texts(
    labelled: list[Row], others: list[Row], names: list[str], seed: int
) -> dict[str, np.ndarray]:
    """The arrays of a `ShortTexts`.

    Args:
        labelled: Tags and texts in the mixture that is usual.
        others: Further ones.
        names: The tags in the order of the columns.
        seed: The same seed gives the same weights.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    vectors = nn.EmbeddingBag(VECTORS, WIDTH, mode="mean")
    nn.init.normal_(vectors.weight, std=0.1)
    output = nn.Linear(WIDTH, len(names))
    dropout = nn.Dropout(DROPOUT)
    optimiser = torch.optim.AdamW(
        [*vectors.parameters(), *output.parameters()], lr=RATE, weight_decay=DECAY
    )
    column = {tag: at for at, tag in enumerate(names)}
    texts = cuts(labelled, others, random.Random(seed))
    for update in range(UPDATES):
        rate = RATE * min(1.0, (update + 1) / WARM_UP) * max(0.01, 1 - update / UPDATES)
        for group in optimiser.param_groups:
            group["lr"] = rate
        chosen = [next(texts) for _ in range(BATCH)]
        rows, starts = as_rows([words for _, words in chosen])
        scores = output(dropout(vectors(rows, starts)))
        wanted = torch.tensor([column[tag] for tag, _ in chosen])
        loss = nn.functional.cross_entropy(scores, wanted)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    found = vectors.weight.detach().numpy()
    steps = REACH * found.std(axis=0) / LEVELS
    return {
        "vectors": np.clip(np.round(found / steps), -LEVELS, LEVELS).astype(np.int8),
        "steps": steps.astype(np.float32),
        "output": output.weight.detach().numpy().T.astype(np.float16),
        "bias": output.bias.detach().numpy().astype(np.float16),
    }


def as_rows(texts: list[list[str]]) -> tuple[Tensor, Tensor]:
    """The rows of all texts in one row, and where each text starts."""
    rows = [vector_rows(words).astype(np.int64) for words in texts]
    starts = np.cumsum([0, *(len(each) for each in rows[:-1])])
    return torch.from_numpy(np.concatenate(rows)), torch.from_numpy(starts)


def cuts(
    labelled: list[Row], others: list[Row], rng: random.Random
) -> Iterator[tuple[str, list[str]]]:
    """Tags and words, without end."""
    pools = [[(tag, folded(text)) for tag, text in rows] for rows in (labelled, others)]
    pools = [[(tag, words) for tag, words in pool if words] for pool in pools]
    lists = word_lists({tag for pool in pools for tag, _ in pool})
    listed = sorted(lists)
    while True:
        if rng.random() < LISTED:
            tag = rng.choice(listed)
            words, sums = lists[tag]
            yield tag, rng.choices(words, cum_weights=sums, k=rng.choice((1, 1, 2)))
            continue
        tag, words = rng.choice(pools[rng.random() >= LABELLED])
        size = min(rng.choice(LENGTHS), len(words))
        first = rng.randrange(len(words) - size + 1)
        yield tag, careless(words[first : first + size], rng)


def folded(text: str) -> list[str]:
    """The folded words of a text."""
    return [word for _, _, word in plain_words(text)]


def careless(words: list[str], rng: random.Random) -> list[str]:
    """The words, now and then without apostrophes or with у for ў."""
    chance = rng.random()
    if chance < UNMARKED:
        return [word.replace("'", "") for word in words]
    return [word.replace("ў", "у") for word in words] if chance < UNMARKED + PLAIN_U else words


def word_lists(wanted: set[str]) -> dict[str, Listed]:
    """The most frequent words of the languages that have a list."""
    lists: dict[str, Listed] = {}
    for tag in sorted(wanted & LISTS.keys()):
        words: dict[str, float] = defaultdict(float)
        for word in iter_wordlist(LISTS[tag], "best"):
            for form in folded(word) if word.isalpha() else []:
                words[form] += word_frequency(word, LISTS[tag]) ** FLATTER
            if len(words) >= LONGEST_LIST:
                break
        lists[tag] = Listed(list(words), list(accumulate(words.values())))
    return lists
