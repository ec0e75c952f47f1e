"""Shapes of what people type about programmes."""

from khaigiang.teaching.curriculum.forms.versions import (
    ApprovalForm,
    BlockTitleForm,
    FrameForm,
    ItemForm,
    OutlineForms,
    ProgrammeForm,
    ReasonForm,
    VersionForm,
    WhoTeachesForm,
)

__all__ = [
    "ApprovalForm",
    "BlockTitleForm",
    "FrameForm",
    "ItemForm",
    "OutlineForms",
    "ProgrammeForm",
    "ReasonForm",
    "VersionForm",
    "WhoTeachesForm",
]
