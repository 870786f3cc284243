import type { AwardLine } from "../backend/types/AwardLine";
import type { Field } from "../backend/types/Field";
import type { Goal } from "../backend/types/Goal";
import type { Tile } from "../backend/types/Tile";
import { daysBetween } from "../words/format";
import { level, say } from "../words/index";
import { pick, type Picked } from "../words/pick";
import { amount, isSome, number } from "./credits";

/** How a piece looks, and what that means. */
export type Look = "filled" | "new" | "tried" | "missing" | "open" | "partly";

/** A tile as it is drawn and read out. */
export type Piece = {
  readonly id: string;
  readonly weight: number;
  readonly name: Picked;
  /** What stands below the name: its credits, or nothing. */
  readonly number: string;
  readonly look: Look;
  /** What is read out after the name: "15 points, filled". */
  readonly said: string;
  /** Which of the five colours of filled tiles, from 1. */
  readonly colour: number;
  /** Whole credits, to be cut into stones; 0 for none. */
  readonly stones: number;
};

/** A field as it is drawn: its name, how much of it is filled, and its pieces in the order of the rules. */
export type Group = {
  readonly id: string;
  readonly name: Picked;
  readonly count: string;
  readonly pieces: readonly Piece[];
};

/** For how many days a tile is new. */
const NEW_DAYS = 7;

/** How many colours filled tiles take in turn. */
const COLOURS = 5;

/** The groups of a goal, as the mosaic draws them. */
export function groupsOf(goal: Goal, now: Date): Group[] {
  const awards = new Map(goal.awards.map((award) => [award.id, award]));
  const fresh = newcomers(goal, awards, now);
  const small = leastWeight(goal);
  const ids = new Map([...tilesById(goal)].map(([id, tile]) => [tile, id]));
  let set = 0;
  return goal.fields.map((field) => ({
    id: field.id,
    name: fieldName(field),
    count: countOf(field),
    pieces: field.tiles.map((tile): Piece => {
      const award = tile.award === null ? undefined : awards.get(tile.award);
      const look = lookOf(tile, award, fresh);
      const credits = isSome(tile.credits) ? tile.credits : undefined;
      if (look === "filled") set += 1;
      return {
        id: ids.get(tile) ?? "",
        weight: credits === undefined ? small : Number(credits),
        name: tileName(tile, award),
        number: credits === undefined ? "" : number(credits),
        look,
        said: said(credits && amount(credits, goal.line.framework), look),
        colour: 1 + ((set + COLOURS - 1) % COLOURS),
        stones: credits === undefined ? 0 : Number(credits),
      };
    }),
  }));
}

/** A group as one piece, for a mosaic that would have too many; its own id is the group's. */
export function asOnePiece(group: Group): Piece {
  const done = group.pieces.filter(({ look }) => look !== "missing" && look !== "open").length;
  const look = done === group.pieces.length ? "filled" : done === 0 ? "missing" : "partly";
  return {
    id: group.id,
    weight: group.pieces.reduce((sum, { weight }) => sum + weight, 0),
    name: group.name,
    number: group.count,
    look,
    said: say("goal.state_partly", { count: group.count }),
    colour: 1,
    stones: 0,
  };
}

/** The tiles of a goal, each under what tells it from all others; gaps that look alike are numbered. */
export function tilesById(goal: Goal): Map<string, Tile> {
  const found = new Map<string, Tile>();
  for (const tile of goal.fields.flatMap(({ tiles }) => tiles)) {
    let nth = 0;
    const id = () => JSON.stringify([tile.target, tile.award, nth]);
    while (found.has(id())) nth += 1;
    found.set(id(), tile);
  }
  return found;
}

/** What a tile is called: what fills it, or what the rules call it. */
export function tileName(tile: Tile, award: AwardLine | undefined): Picked {
  const ruled = pick(tile.name);
  // A free place says little; what lies in it says more.
  if (award && tile.code === null) return { text: level(award.title) || say("tile.award_unnamed") };
  if (tile.state === "open") return { text: say(isSome(tile.credits) ? "goal.any" : "goal.any_part") };
  return ruled ?? { text: level(award?.title || tile.code || "") || say("goal.unnamed") };
}

/** The state of a tile in the list. */
export function stateWord(look: Look): string {
  switch (look) {
    case "filled":
      return say("goal.filled");
    case "new":
      return say("goal.new");
    case "tried":
      return say("goal.tried");
    case "partly":
      return say("goal.partly");
    case "missing":
    case "open":
      return say("goal.missing");
  }
}

function lookOf(tile: Tile, award: AwardLine | undefined, fresh: ReadonlySet<string>): Exclude<Look, "partly"> {
  if (tile.state !== "filled") return tile.state;
  if (award?.tried === "added") return "tried";
  return award && fresh.has(award.id) ? "new" : "filled";
}

/** What counts since a week; nobody, when everything does, since then nothing stands out. */
function newcomers(goal: Goal, awards: ReadonlyMap<string, AwardLine>, now: Date): Set<string> {
  const counting = goal.fields.flatMap(({ tiles }) => tiles.flatMap(({ award }) => (award === null ? [] : [award])));
  const fresh = counting.filter((id) => {
    const since = awards.get(id)?.stored_at;
    return since != null && daysBetween(new Date(since), now) < NEW_DAYS;
  });
  return new Set(fresh.length === counting.length ? [] : fresh);
}

/** What a tile without credits weighs: as much as the smallest that has some. */
function leastWeight(goal: Goal): number {
  const weights = goal.fields.flatMap(({ tiles }) => tiles).flatMap(({ credits }) => (isSome(credits) ? [Number(credits)] : []));
  return weights.length === 0 ? 1 : Math.min(...weights);
}

/** The name of a group; without one, that of the group around it. */
function fieldName({ name, within }: Field): Picked {
  const named = [name, ...within.toReversed()].map((text) => pick(text)).find((text) => text !== undefined);
  return named ?? { text: say("goal.group_unnamed") };
}

/** "45 of 90", by credits, or by tiles where the group counts none. */
function countOf({ credits, needed, tiles }: Field): string {
  if (isSome(needed)) return say("goal.counted", { credits: number(credits), needed: number(needed) });
  if (isSome(credits)) return say("goal.counted_open", { credits: number(credits) });
  const filled = tiles.filter(({ state }) => state === "filled").length;
  return say("goal.counted", { credits: String(filled), needed: String(tiles.length) });
}

function said(credits: string | undefined, look: Exclude<Look, "partly">): string {
  const state = say(`goal.state_${look}`);
  return credits === undefined ? state : say("goal.tile_said", { amount: credits, state });
}
