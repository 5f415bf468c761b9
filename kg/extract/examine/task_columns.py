"""Tasks without a special column, in a document whose tasks mostly have some."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import Words
from kg.extract.clauses import clause_of, sentences
from kg.extract.examine.made import make_examination
from kg.model import Examination, Facts, KeyTask, Outcome
from kg.parse.structure import ParsedDocument
from kg.text import Span


def examine_task_columns(parsed: ParsedDocument, facts: Facts) -> Iterator[Examination]:
    """Look at the tasks that announce no column: does the text say why?

    Only where more than half of the tasks have columns; else columns are the exception.
    """
    having = {column.task for column in facts.columns}
    if len(having) * 2 <= len(facts.tasks):
        return
    for task in facts.tasks:
        if task.id in having:
            continue
        refusal = _refusal(parsed, task)
        spans = [task.evidence.span, *([refusal] if refusal else [])]
        yield make_examination(
            "task-column",
            task.id,
            Outcome.EXPLAINED if refusal else Outcome.DIFFERS,
            document=parsed.key,
            spans=spans,
            working=Words("其他任务大多设有专栏", "most other tasks have special columns"),
            stated=refusal.quote(parsed.text) if refusal else task.label,
        )


def _refusal(parsed: ParsedDocument, task: KeyTask) -> Span | None:
    """Find the clause in which a task says that it has no column: 不再单设专栏."""
    folded, profile = parsed.folded, parsed.profile
    for sentence in sentences(folded, task.body):
        for verb in profile.column_verbs.finditer(folded, sentence.start, sentence.end):
            before = folded[sentence.start : verb.start()]
            word = folded.find(profile.column_word, verb.end(), sentence.end)
            if word >= 0 and profile.column_refusal.search(before):
                return clause_of(folded, sentence, Span(*verb.span()))
    return None
