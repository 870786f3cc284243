import type { Component } from "svelte";

import type { Backend } from "../../backend/index";
import type { WalletState } from "../../backend/types/WalletState";
import type { Key } from "../../words/index";
import Appearance from "./Appearance.svelte";
import Backup from "./Backup.svelte";
import Care from "./Care.svelte";
import Erase from "./Erase.svelte";
import History from "./History.svelte";
import Keys from "./Keys.svelte";
import Labels from "./Labels.svelte";
import Protect from "./Protect.svelte";
import Trust from "./Trust.svelte";
import Network from "./Network.svelte";
import Wallets from "./Wallets.svelte";

/** A part of the settings: its place in the address, its heading, and what it shows. */
export type Section = {
  readonly id: string;
  readonly title: Key;
  readonly body: Component<SectionProps>;
  /** Only for the learner's own wallet; the samples are kept nowhere. */
  readonly own?: true;
};

/** What every section is given. It draws itself inside a `SectionCard`. */
export type SectionProps = {
  readonly section: Section;
  readonly backend: Backend;
  readonly wallet: WalletState;
  /** Tells the rest of the window that the wallet changed. */
  readonly onwallet: (state: WalletState) => void;
  /** Tells the rest of the window that another wallet is the one in use. */
  readonly onturn: (state: WalletState) => void;
};

/** All sections, in the order of the page. */
export const SECTIONS: readonly Section[] = [
  { id: "backup", title: "backup.title", body: Backup, own: true },
  { id: "protect", title: "protect.title", body: Protect, own: true },
  { id: "wallets", title: "wallets.title", body: Wallets, own: true },
  { id: "care", title: "care.title", body: Care, own: true },
  { id: "keys", title: "keys.title", body: Keys, own: true },
  { id: "trust", title: "trust.title", body: Trust },
  { id: "labels", title: "labels.title", body: Labels, own: true },
  { id: "history", title: "history.title", body: History },
  { id: "network", title: "network.title", body: Network },
  { id: "appearance", title: "settings.appearance", body: Appearance },
  { id: "erase", title: "erase.title", body: Erase, own: true },
];
