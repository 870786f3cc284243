"""Compares the solver with HiGHS, an outside MILP solver, on random questions larger than brute force can do.

From the root of the project:

    make target/highs/installed && cargo build --package stack --example answer
    target/highs/bin/python tests/tools/highs_compare.py target/debug/examples/answer 500

It models the written rules anew: what is missing is minimised in the order mandatory units, then credits.
"""

import json
import random
import subprocess
import sys

import highspy


def unit(dice, ident, codes):
    credits = str(dice.choice([2, 3, 5, 7.5, 10]))
    body = {"id": ident, "code": dice.choice(codes), "credits": {"min": credits, "max": credits}}
    return {"unit": body | {"mandatory": dice.random() < 0.1}}


def slot(dice, ident):
    low = dice.choice([1, 3, 5])
    return {"open_slot": {"id": ident, "credits": {"min": str(low), "max": str(low + dice.choice([0, 4, 10]))}}}


def group(dice, ident, codes, depth=0):
    targets = []
    for number in range(dice.randint(3, 6)):
        name = f"{ident}.{number}"
        if depth == 0 and dice.random() < 0.2:
            targets.append({"condition": group(dice, name, codes, 1)})
        else:
            targets.append(slot(dice, name) if dice.random() < 0.35 else unit(dice, name, codes))
    low = dice.randint(*dice.choice([(1, 8), (5, 25)]))
    body = {"id": ident, "logical": "all", "targets": targets, "constraints": []}
    body["credits"] = {"min": str(low)} | ({"max": str(low + dice.choice([0, 3]))} if dice.random() < 0.6 else {})
    leaves = [target[kind]["id"] for target in targets for kind in target if kind != "condition"]
    if dice.random() < 0.3:
        body["constraints"].append({"prior_learning_cap": {"credits": str(dice.randint(2, 10))}})
    if dice.random() < 0.3:
        body["constraints"].append({"level_share": {"min_eqf": 5, "credits": str(dice.randint(2, 10))}})
    if dice.random() < 0.2 and len(leaves) > 1:
        body["constraints"].append({"mutually_exclusive": leaves[:2]})
    return body


def question(seed):
    dice = random.Random(seed)
    codes = [f"C{number}" for number in range(25)]
    targets = [{"condition": group(dice, f"g{number}", codes)} for number in range(dice.randint(1, 3))]
    if dice.random() < 0.6:
        fields = [{"condition": group(dice, f"f{number}", codes)} for number in range(dice.randint(2, 3))]
        targets.append({"condition": {"id": "field", "logical": "exactly_one", "targets": fields}})
    root = {"id": "root", "logical": "all", "targets": targets, "credits": {"min": str(dice.randint(5, 70))}}
    awards = []
    for number in range(dice.randint(12, 30)):
        own = dice.random() < 0.6
        awards.append({
            "id": f"a{number}",
            "codes": [dice.choice(codes) if own else f"free{number}"],
            "credits": {"value": str(dice.choice([1, 2, 3, 4, 5, 7.5, 10])), "framework": "ects"},
            "eqf_level": dice.choice([4, 5, 6]),
            "kind": dice.choice(["formal", "formal", "formal", "prior_learning"]),
            "verdict": "verified",
        })
    source = {"url": "urn:random", "retrieved": "2026-01-01", "licence": "none"}
    rules = {"format": "tessera-qualification/1", "id": str(seed), "title": {}, "version": "1", "in_force": {},
             "credit_framework": "ects", "source": source, "root": root}
    return {"qualification": rules, "awards": awards}


class Model:
    """The rules as linear constraints."""

    def __init__(self, asked):
        self.highs = highspy.Highs()
        self.highs.silent()
        self.highs.setOptionValue("mip_rel_gap", 0.0)
        self.highs.setOptionValue("mip_abs_gap", 0.0)
        self.awards = asked["awards"]
        self.own = set(self.units(asked["qualification"]["root"]))
        self.uses = [[] for _ in self.awards]
        self.mandatory = []
        always = self.highs.addVariable(lb=1, ub=1)
        self.need, _ = self.condition(asked["qualification"]["root"], always)
        for uses in self.uses:
            if uses:
                self.add(sum(uses) <= 1)
        for code in {code for award in self.awards for code in award["codes"]}:
            same = [use for award, uses in zip(self.awards, self.uses) if code in award["codes"] for use in uses]
            if len(same) > 1:
                self.add(sum(same) <= 1)

    def add(self, constraint):
        self.highs.addConstr(constraint)

    def units(self, condition):
        for target in condition["targets"]:
            if "unit" in target:
                yield target["unit"]["code"]
            elif "condition" in target:
                yield from self.units(target["condition"])

    def condition(self, rules, pursued):
        """The variable for the credits it needs, and the awards in it: use, index."""
        needs, held, filled = [], [], {}
        choices = []
        for target in rules["targets"]:
            if "condition" in target:
                inner = pursued
                if rules["logical"] == "exactly_one":
                    inner = self.highs.addBinary()
                    choices.append(inner)
                need, more = self.condition(target["condition"], inner)
                needs.append(need)
            else:
                need, more = self.leaf(target, pursued)
                needs.extend(need)
                filled[next(iter(target.values()))["id"]] = more
            held += more
        if choices:
            self.add(sum(choices) - pursued == 0)
        need = self.highs.addVariable(lb=0)
        if needs:
            self.add(need - sum(needs) >= 0)
        bounds = rules.get("credits")
        if bounds:
            self.add(need + self.credits(held) - float(bounds["min"]) * pursued >= 0)
            if "max" in bounds and held:
                self.add(self.credits(held) <= float(bounds["max"]))
        for constraint in rules.get("constraints", []):
            self.constraint(constraint, need, held, filled, pursued)
        return need, held

    def constraint(self, constraint, need, held, filled, pursued):
        (kind, rule), = constraint.items()
        if kind == "prior_learning_cap":
            prior = [(use, index) for use, index in held if self.awards[index]["kind"] == "prior_learning"]
            if prior:
                self.add(self.credits(prior) <= float(rule["credits"]))
        elif kind == "level_share":
            high = [(use, index) for use, index in held if self.awards[index]["eqf_level"] >= rule["min_eqf"]]
            self.add(need + self.credits(high) - float(rule["credits"]) * pursued >= 0)
        else:
            taken = []
            for ident in rule:
                one = self.highs.addBinary()
                taken.append(one)
                for use, _ in filled[ident]:
                    self.add(use - one <= 0)
            self.add(sum(taken) <= 1)

    def leaf(self, target, pursued):
        (kind, rules), = target.items()
        low, high = (float(rules["credits"][name]) for name in ("min", "max"))
        held = []
        for index, award in enumerate(self.awards):
            value = float(award["credits"]["value"])
            if kind == "unit":
                fits = rules["code"] in award["codes"] and low <= value <= high
            else:
                fits = not self.own.intersection(award["codes"]) and value <= high
            if fits:
                use = self.highs.addBinary()
                self.add(use - pursued <= 0)
                self.uses[index].append(use)
                held.append((use, index))
        if kind == "unit":
            if held:
                self.add(sum(use for use, _ in held) <= 1)
            if not rules["mandatory"]:
                return [], held
            missing = self.highs.addVariable(lb=0)
            self.add(missing + sum(use for use, _ in held) - pursued >= 0)
            self.mandatory.append(missing)
            return [low * missing], held
        if held:
            self.add(self.credits(held) <= high)
        need = self.highs.addVariable(lb=0)
        for use, _ in held:
            self.add(need + self.credits(held) - low * use >= 0)
        return [need], held

    def credits(self, held):
        return sum(float(self.awards[index]["credits"]["value"]) * use for use, index in held)

    def solve(self):
        mandatory = 0
        if self.mandatory:
            self.highs.minimize(sum(self.mandatory))
            mandatory = round(self.highs.getObjectiveValue())
            self.add(sum(self.mandatory) <= mandatory + 1e-6)
        self.highs.minimize(1 * self.need)
        return mandatory, round(self.highs.getObjectiveValue(), 3)


def answers(binary, seeds):
    asked = [question(seed) for seed in seeds]
    lines = "\n".join(json.dumps(one) for one in asked)
    given = subprocess.run([binary], input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(given) == len(asked), f"{len(given)} answers"
    return zip(seeds, asked, map(json.loads, given))


def main():
    binary, number = sys.argv[1], int(sys.argv[2])
    equal = wrong = met = unproven = seed = 0
    while equal + wrong < number:
        seeds, seed = range(seed, seed + BATCH), seed + BATCH
        for one, asked, plan in answers(binary, seeds):
            outside = Model(asked).solve()
            this = sum(len(deficit["missing_mandatory"]) for deficit in plan["deficits"]), float(plan["missing_credits"])
            if plan["proven_best"]:
                equal += this == outside
                met += plan["result"] == "met"
            else:
                # The search ended early: what it claims must still be true.
                unproven += 1
                bound = plan["bound"]["mandatory"], float(plan["bound"]["credits"])
                if bound <= outside <= this:
                    continue
            if this != outside:
                wrong += 1
                print(f"question {one}: {this}, HiGHS {outside}")
    print(f"highs: {equal} equal, {met} of them met; {wrong} differ; {unproven} more ended by the budget, within their bounds")
    sys.exit(1 if wrong or not met else 0)


BATCH = 50

if __name__ == "__main__":
    main()
