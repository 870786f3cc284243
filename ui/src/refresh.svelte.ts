import type { Backend } from "./backend/index";

/**
 * Checks again what was checked over a day ago, one credential after the other, while the learner does
 * something else. What cannot be checked now stays as it was, with its date.
 */
export class Refresh {
  /** How many were checked again so far. */
  done = $state(0);
  /** True until all are, or it was stopped. */
  running = $state(false);
  #stopped = false;

  constructor(private readonly backend: Backend) {}

  async run(): Promise<void> {
    try {
      const due = await this.backend.due();
      this.running = due.length > 0;
      for (const record of due) {
        if (this.#stopped) break;
        await this.backend.recheck(record).then(
          () => (this.done += 1),
          () => undefined,
        );
      }
    } catch {
      // A wallet that was locked meanwhile has nothing due.
    } finally {
      this.running = false;
    }
  }

  stop(): void {
    this.#stopped = true;
  }
}
