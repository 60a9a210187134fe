"""Dialogues are played in the scene of the talk's own tests."""

from tests.talk.conftest import scene as scene
from tests.talk.conftest import staff_scene as staff_scene
