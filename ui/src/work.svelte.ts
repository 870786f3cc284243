import { asFault, type Fault } from "./backend/fault";

/** Something that a part of a screen does: whether it goes on, how it failed, and what it came to. */
export class Work {
  busy = $state(false);
  fault = $state.raw<Fault>();
  /** What the last act came to, in words. */
  said = $state("");

  /** Does one thing at a time; what it answers is said. */
  async run(act: () => Promise<string>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.fault = undefined;
    this.said = "";
    try {
      this.said = await act();
    } catch (reason) {
      this.fault = asFault(reason);
    } finally {
      this.busy = false;
    }
  }
}
