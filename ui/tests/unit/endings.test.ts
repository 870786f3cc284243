import { describe, expect, test } from "vitest";

import { mockEndings } from "../../src/backend/mock/endings";
import type { Card } from "../../src/backend/types/Card";
import type { GoalAfter } from "../../src/backend/types/GoalAfter";
import { ends, loses } from "../../src/screens/endings/told";

const CARD = { record: "one", title: "First aid", issuer: "", valid_until: "2026-12-22T09:00:00Z" } as Card;

describe("when a credential ends", () => {
  test.each([
    [30, "Ends in 30 days, on 22 December 2026."],
    [1, "Ends tomorrow, on 22 December 2026."],
    [0, "Ends today."],
    [-1, "Ended yesterday, on 22 December 2026."],
    [-9, "Ended 9 days ago, on 22 December 2026."],
  ])("%d days before it", (days, said) => {
    expect(ends({ days, card: CARD })).toBe(said);
  });
});

describe("what a goal loses", () => {
  const goal: GoalAfter = {
    id: "mine",
    title: { en: "Mine" },
    framework: "none",
    until: "2026-12-22",
    outlook: "met",
    credits: "30",
    outlook_after: "not_met",
    credits_after: "15",
  };

  test("is that it is no longer met, else credits, else a part", () => {
    expect(loses(goal)).toBe("Mine: met until 22 December 2026, and no longer after it.");
    const open = { ...goal, outlook: "not_met" } as const;
    expect(loses(open)).toBe("Mine: counts until 22 December 2026; 30 credits today, 15 credits after it.");
    expect(loses({ ...open, credits_after: "30" })).toContain("a part of it counts until");
    expect(loses({ ...open, title: {} })).toContain("mine:");
  });
});

describe("the invented wallet", () => {
  test("keeps what was answered and put off", async () => {
    const mock = mockEndings(() => [CARD], true);
    const at = (endings: Awaited<ReturnType<typeof mock.endings>>, record: string) =>
      endings.endings.find(({ card }) => card.record === record);
    expect(at(await mock.endings(), "first-aid")?.possible).toHaveLength(1);
    expect(at(await mock.answerRenewal("first-aid", "first-aid-2", true), "first-aid")?.standing).toBe("renewed");
    expect(at(await mock.answerRenewal("first-aid", "first-aid-2", null), "first-aid")?.standing).toBe("due");
    expect(at(await mock.snoozeEnding("hot-work", 7), "hot-work")?.standing).toBe("snoozed");
    expect((await mock.remindBeforeEnd(null)).remind_days).toBeNull();
  });
});
