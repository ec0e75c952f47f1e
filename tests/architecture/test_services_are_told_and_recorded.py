"""A service is told who acts and when, and writes it down: once in the audit for every act (T18)."""

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.calls import calls, dotted, imported, method, public_functions
from tests.architecture.source import Module, planted, product
from tests.architecture.test_only_services_write import writes_in

Function = ast.FunctionDef | ast.AsyncFunctionDef
# Steps of other acts, which record them; and the installation's own bookkeeping, done by nobody.
NOT_ACTS = {
    "ground.audit record": "it is the record",
    "ground.audit seal_pending": "seals what was recorded",
    "ground.files store": "the act that keeps the file records it",
    "ground.files store_all": "the act that keeps the files records it",
    "ground.fields put_values": "the act that writes the rows records it",
    "ground.jobs take_up": "a worker's step; the work itself records what it did",
    "ground.jobs renew": "a worker's step",
    "ground.jobs tell": "a worker's step",
    "ground.jobs end": "a worker's step",
    "ground.jobs fail": "a worker's step",
    "ground.jobs give_back": "a worker's step",
    "ground.outbox begin_sending": "a worker's step; the log of the message holds it",
    "ground.outbox end_sending": "a worker's step; the log of the message holds it",
    "ground.outbox own_up_to_unclear": "a worker's step; the log of the message holds it",
    "ground.notices tell": "the act that tells records it",
    "ground.accounts change_password": "the user acts on nobody else",
    "ground.accounts set_preferences": "the user acts on nobody else",
    "ground.accounts sign_in": "the user acts on nobody else",
    "planning.documents new_draft": "the act that writes the paper records it",
    "planning.documents keep_paper": "the act that writes the paper records it",
    "planning.documents sign_in_transaction": "a step of sign_paper and of acts above",
    "planning.documents issue_in_transaction": "a step of issue_paper and of acts above",
    "planning.documents link_in_transaction": "a step of link_documents and of acts above",
    "planning.documents expected_numbers": "tries it out and takes it back",
    "planning.documents issue_next": "a worker's step; issue_paper and acts above record it",
    "teaching.runs carry_out": "a worker's step; the act that keeps the plan records it",
    "teaching.runs contradiction_keeper": "a worker's step; the search it is of was asked for by an act",
    "teaching.runs begin_again_in_transaction": "a step of acts above",
    "teaching.cohorts discard_in_transaction": "a step of discard_class_decision and of acts above",
    "teaching.cohorts keep_days_in_transaction": "a step of acts above",
    "teaching.venues keep_hours_in_transaction": "a step of set_school_hours",
    "teaching.venues drop_hours_in_transaction": "a step of take_school_hours_away",
    "teaching.cohorts set_version_in_transaction": "a step of acts above",
    "teaching.answers call_again_in_transaction": "a step of issue_change_letter",
    "teaching.timetable put_sessions_back_in_transaction": "a step of acts above",
    "teaching.timetable set_sessions_in_transaction": "a step of acts above",
    "oversight.coverage settle": "a worker's step; what it derives was recorded when it was written",
    "oversight.coverage settle_all": "as settle",
    "oversight.coverage touch_all": "as settle",
    "oversight.coverage watch": "the installation's own triggers, made by `khaigiang migrate`",
    "recognition.assessment copy_components_in_transaction": "a step of new_version",
    "recognition.certificates look_up_number": "a stranger looks; the try is counted against the limit, then forgotten",
    "doors.rehearsal begin_rehearsal": "the story marks its own empty database",
    "doors.rehearsal stand_on": "moves the story's day",
}


def unrecorded_acts(found: Iterable[Module]) -> list[str]:
    """Public services that write without `by` and `at`, or leave no entry in the audit."""
    return [
        f"{feature} {name}() {fault}"
        for feature, functions, offered in _services(found)
        for name in sorted(offered)
        if name in functions and f"{feature} {name}" not in NOT_ACTS
        for fault in _faults(name, functions)
    ]


def _services(found: Iterable[Module]) -> Iterator[tuple[str, dict[str, Function], set[str]]]:
    """Feature, all functions of its services by name, and the names it offers to others."""
    services: dict[str, list[Module]] = {}
    for module in found:
        if module.part == "services":
            services.setdefault(module.feature, []).append(module)
    for feature, parts in services.items():
        functions = {node.name: node for part in parts for node in part.tree.body if isinstance(node, Function)}
        door = min(parts, key=lambda part: len(part.steps))
        yield feature, functions, _offered(door)


def _offered(door: Module) -> set[str]:
    """What `services.py` defines, or `services/__init__.py` passes on."""
    own = {function.name for function in public_functions(door.tree)}
    return own | {name.rpartition(".")[2] for _, name in imported(door.tree) if name.startswith(f"{door.name}.")}


def _faults(name: str, functions: dict[str, Function]) -> Iterator[str]:
    reached = _reached(name, functions)
    if not any(writes_in(function) for function in reached):
        return
    told = {argument.arg for argument in functions[name].args.kwonlyargs}
    yield from (f"is not told `{word}`" for word in ("by", "at") if word not in told)
    if not any(method(call) == "record" for function in reached for call in calls(function)):
        yield "records nothing"


def _reached(name: str, functions: dict[str, Function]) -> list[Function]:
    """A function and those of the same services that it calls, directly or not."""
    seen, waiting = set(), [name]
    while waiting:
        current = waiting.pop()
        if current in functions and current not in seen:
            seen.add(current)
            waiting += [dotted(call.func) for call in calls(functions[current])]
    return [functions[found] for found in seen]


def test_every_act_is_told_who_and_when_and_is_recorded() -> None:
    assert unrecorded_acts(product()) == []


def test_an_act_that_records_nothing_is_seen() -> None:
    door = planted(
        "from khaigiang.planning.plans.services.opening import open_plan, close_plan, count_places\n",
        name="khaigiang.planning.plans.services",
    )
    steps = planted(
        """
def open_plan(plan, *, by, at):
    _save(plan)
    audit.record("open_plan", plan, by=by, at=at)
def close_plan(plan, *, at):
    _save(plan)
def count_places(plan): return 3
def inner_step(plan): plan.save()
def _save(plan): plan.save()
""",
        name="khaigiang.planning.plans.services.opening",
    )

    assert unrecorded_acts([door, steps]) == [
        "planning.plans close_plan() is not told `by`",
        "planning.plans close_plan() records nothing",
    ]
