/** How the page looks: as the computer does, or as chosen. */
export type Theme = (typeof THEMES)[number];

export const THEMES = ["system", "light", "dark"] as const;

/** The appearance in use; a change shows at once and is remembered. */
export const theme = {
  get chosen(): Theme {
    return chosen;
  },

  choose(next: Theme): void {
    chosen = next;
    if (next === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
    apply();
  },

  /** Changes between light and dark. */
  toggle(): void {
    const dark = chosen === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
    theme.choose(dark ? "light" : "dark");
  },
};

const KEY = "tessera-theme";

let chosen = $state<Theme>(THEMES.find((name) => name === localStorage.getItem(KEY)) ?? "system");
apply();

function apply(): void {
  if (chosen === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = chosen;
}
