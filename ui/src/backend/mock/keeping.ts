import type { Fault } from "../fault";
import type { Backend } from "../index";
import type { BackupContents } from "../types/BackupContents";
import type { Damaged } from "../types/Damaged";
import type { Reminder } from "../types/Reminder";
import type { WalletLine } from "../types/WalletLine";
import type { WalletState } from "../types/WalletState";
import { MOCK_PASSPHRASE } from "./passphrase";

type MockKeeping = Pick<
  Backend,
  | "protect"
  | "presence"
  | "locking"
  | "setLocking"
  | "makeBackup"
  | "chooseBackup"
  | "inspectBackup"
  | "restoreBackup"
  | "backupReminder"
  | "setBackupReminder"
  | "exportEverything"
  | "check"
  | "repair"
  | "loss"
  | "erase"
  | "wallets"
  | "addWallet"
  | "switchWallet"
>;

/** What keeping a wallet asks of the rest of the invented one. */
export interface Kept {
  state(): WalletState;
  become(next: Partial<WalletState>): WalletState;
  passphrase(): string | null;
  setPassphrase(next: string | null): void;
  count(): number;
  empty(): void;
  /** What plays being damaged: `parts`, all of it, or nothing. */
  damage(): string | null;
  mend(): void;
}

/** Keeps nothing anywhere: what is told of backups and other wallets is invented. */
export function mockKeeping(wallet: Kept): MockKeeping {
  let minutes: number | null = 5;
  let everyDays: number | null = 30;
  let lastBackup: string | null = null;
  let current = "";
  let names = ["", "Night school"];

  function contents(): BackupContents {
    const credentials = wallet.count();
    return { made_at: "2026-11-22T12:00:00Z", credentials, files: credentials, collections: 0, documents: 3, keys: 1, events: 14 };
  }

  function open(): void {
    if (wallet.state().phase !== "open") throw fault("wallet_locked");
  }

  function longEnough(passphrase: string | null): void {
    if ((passphrase ?? "").length < 12) throw fault("passphrase_too_short");
  }

  function reminder(): Reminder {
    const added = lastBackup === null ? wallet.count() : 0;
    return {
      last_backup: lastBackup,
      days: lastBackup === null ? null : 0,
      new_credentials: added,
      due: everyDays !== null && added > 0,
      every_days: everyDays,
    };
  }

  return {
    protect: async (protection, given, next) => {
      open();
      if (wallet.state().protection === "passphrase" && given !== wallet.passphrase()) throw fault("wrong_passphrase");
      if (protection === "passphrase") longEnough(next);
      wallet.setPassphrase(protection === "passphrase" ? next : null);
      return wallet.become({ protection });
    },
    presence: async () => wallet.state(),
    locking: async () => ({ after_minutes: minutes }),
    setLocking: async (after) => {
      minutes = after;
      return { after_minutes: minutes };
    },
    makeBackup: async (passphrase) => {
      open();
      longEnough(passphrase);
      lastBackup = new Date().toISOString();
      return { file: "tessera-backup.age", contents: contents() };
    },
    chooseBackup: async () => "tessera-backup.age",
    inspectBackup: async (passphrase) => {
      if (passphrase !== MOCK_PASSPHRASE) throw fault("backup_passphrase_wrong");
      return contents();
    },
    restoreBackup: async (passphrase) => {
      open();
      if (passphrase !== MOCK_PASSPHRASE) throw fault("backup_passphrase_wrong");
      return { contents: contents(), new: 0, present: wallet.count() };
    },
    backupReminder: async () => reminder(),
    setBackupReminder: async (days) => {
      everyDays = days;
      return reminder();
    },
    exportEverything: async () => {
      open();
      const { credentials, files, documents, events } = contents();
      return { folder: "tessera-export", credentials, files, documents, declared: 2, events };
    },
    check: async () => {
      open();
      return { flaws: wallet.damage() === null ? [] : FLAWS };
    },
    repair: async (given) => {
      if (wallet.passphrase() !== null && given !== wallet.passphrase()) throw fault("wrong_passphrase");
      wallet.become({ phase: "open" });
      const hit = wallet.damage() === null ? 0 : 1;
      wallet.mend();
      return { kept: wallet.count() - 2 * hit, judged_again: hit, lost: FLAWS.slice(0, hit), copy: "wallet.db.damaged-1" };
    },
    loss: async () => {
      const isOpen = wallet.state().phase === "open";
      return {
        contents: isOpen ? contents() : null,
        last_backup: isOpen ? lastBackup : null,
        new_credentials: isOpen ? reminder().new_credentials : null,
        location: wallet.state().location,
      };
    },
    erase: async () => {
      wallet.empty();
      wallet.setPassphrase(null);
      return wallet.become({ phase: "absent", protection: null });
    },
    wallets: async () =>
      names.map((name): WalletLine => {
        const protection = name === current ? wallet.state().protection : "passphrase";
        return { name, current: name === current, protection, code: null, location: folderOf(name) };
      }),
    addWallet: async (name) => {
      if (!/^[\p{L}\p{N} _-]{1,40}$/u.test(name.trim())) throw fault("wallet_name");
      if (names.includes(name.trim())) throw fault("wallet_name_taken", { name: name.trim() });
      current = name.trim();
      names = [...names, current];
      return wallet.become({ phase: "absent", protection: null, location: folderOf(current) });
    },
    switchWallet: async (name) => {
      if (!names.includes(name)) throw fault("wallet_unknown", { name });
      current = name;
      wallet.setPassphrase(MOCK_PASSPHRASE);
      return wallet.become({ phase: "locked", protection: "passphrase", location: folderOf(name) });
    },
  };
}

/** What is damaged: one with a title, one without, and what cannot be told apart. */
const FLAWS: Damaged[] = [
  { record: "lithium-cells", title: "Handling lithium cells" },
  { record: "crane-driver", title: null },
  { record: null, title: null },
];

function folderOf(name: string): string {
  return name === "" ? "~/.local/share/tessera/wallet" : `~/.local/share/tessera/wallets/${name}`;
}

function fault(code: string, detail: Fault["detail"] = {}): Fault {
  return { code, detail };
}
