/** The language in which a credential is read now, before those that the person prefers. */
export const reading = {
  /** What was chosen; nothing for the order that the person prefers. */
  get chosen(): string | undefined {
    return chosen;
  },

  /** Reads in another language from now on. */
  choose(tag: string | undefined): void {
    chosen = tag;
  },

  /** Language tags in order of preference. */
  get languages(): readonly string[] {
    return chosen === undefined ? navigator.languages : [chosen, ...navigator.languages];
  },
};

let chosen = $state<string>();
