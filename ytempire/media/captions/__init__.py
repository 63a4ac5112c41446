"""Captions: burnt in word by word or as key words, and whole in a file.

words(sheet, style, speakers)    every word, the spoken one shown in one of seven styles
keys(sheet, speakers)            a few key words, small
srt(cuts, fps)                   the file that goes beside the film
"""

from ytempire.media.captions.file import srt
from ytempire.media.captions.keys import keys
from ytempire.media.captions.words import words

__all__ = ["keys", "srt", "words"]
