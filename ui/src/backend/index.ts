import type { Bringing } from "./types/Bringing";
import type { ComparedRow } from "./types/ComparedRow";
import type { CvOwner } from "./types/CvOwner";
import type { Person } from "./types/Person";
import type { AddedGoals } from "./types/AddedGoals";
import type { Algorithm } from "./types/Algorithm";
import type { Ask } from "./types/Ask";
import type { Asked } from "./types/Asked";
import type { BackupContents } from "./types/BackupContents";
import type { Decision } from "./types/Decision";
import type { Declared } from "./types/Declared";
import type { DeclaredList } from "./types/DeclaredList";
import type { Detail } from "./types/Detail";
import type { Endings } from "./types/Endings";
import type { Everything } from "./types/Everything";
import type { Found } from "./types/Found";
import type { Goal } from "./types/Goal";
import type { GoalList } from "./types/GoalList";
import type { History } from "./types/History";
import type { Keeping } from "./types/Keeping";
import type { Health } from "./types/Health";
import type { Inquiry } from "./types/Inquiry";
import type { Intake } from "./types/Intake";
import type { LabelTable } from "./types/LabelTable";
import type { LearnerKey } from "./types/LearnerKey";
import type { Matchable } from "./types/Matchable";
import type { Matching } from "./types/Matching";
import type { Locking } from "./types/Locking";
import type { Loss } from "./types/Loss";
import type { Network } from "./types/Network";
import type { NewDeclared } from "./types/NewDeclared";
import type { NewDecision } from "./types/NewDecision";
import type { Overview } from "./types/Overview";
import type { Pack } from "./types/Pack";
import type { PackMade } from "./types/PackMade";
import type { PackOffer } from "./types/PackOffer";
import type { PackRequest } from "./types/PackRequest";
import type { Page } from "./types/Page";
import type { Protection } from "./types/Protection";
import type { Reminder } from "./types/Reminder";
import type { Repaired } from "./types/Repaired";
import type { Restoration } from "./types/Restoration";
import type { ShareLog } from "./types/ShareLog";
import type { ShareMade } from "./types/ShareMade";
import type { SharePreview } from "./types/SharePreview";
import type { ShareRequest } from "./types/ShareRequest";
import type { Skills } from "./types/Skills";
import type { AddedTrustList } from "./types/AddedTrustList";
import type { TrustEntry } from "./types/TrustEntry";
import type { TrustListLine } from "./types/TrustListLine";
import type { Sought } from "./types/Sought";
import type { Toll } from "./types/Toll";
import type { WalletLine } from "./types/WalletLine";
import type { WalletState } from "./types/WalletState";

/** Files that lie together, in an archive or a folder, by name. */
export type Lot = { readonly lot: number; readonly files: readonly string[] };

/** A backup that was made: the name of its file, and what is in it. */
export type BackupMade = { readonly file: string; readonly contents: BackupContents };

/** Everything but the keys, written into a folder of this name. */
export type ExportMade = Everything & { readonly folder: string };

/** Everything the interface asks of the wallet. A refused call rejects with a [`Fault`](./fault.ts). */
export interface Backend {
  /** Whether there is a wallet, and whether it is open. */
  state(): Promise<WalletState>;
  /** Makes the wallet and opens it. */
  create(protection: Protection, passphrase: string | null): Promise<WalletState>;
  /** Opens the wallet; without a passphrase when the computer keeps its key. */
  unlock(passphrase: string | null): Promise<WalletState>;
  /** Closes the wallet and forgets its key. */
  lock(): Promise<WalletState>;
  /** Opens a wallet of sample credentials in memory; nothing is written. */
  openSamples(): Promise<WalletState>;
  /** Forgets the sample wallet. */
  leaveSamples(): Promise<WalletState>;

  // Keeping it
  /** Protects the wallet by another passphrase, or by the computer's key store. `current` is the present passphrase. */
  protect(protection: Protection, current: string | null, next: string | null): Promise<WalletState>;
  /** Says, every ten seconds, whether the person did something since; the wallet may be locked in the answer. */
  presence(active: boolean): Promise<WalletState>;
  /** After how many minutes without anybody the wallet is locked. */
  locking(): Promise<Locking>;
  /** Says after how many minutes the wallet is locked; null for never. */
  setLocking(afterMinutes: number | null): Promise<Locking>;
  /** Backs up into a file where the person chooses; null when they cancelled. */
  makeBackup(passphrase: string): Promise<BackupMade | null>;
  /** Lets the person choose a backup; its file name, or null when they cancelled. */
  chooseBackup(): Promise<string | null>;
  /** Opens every record of the chosen backup. */
  inspectBackup(passphrase: string): Promise<BackupContents>;
  /** Takes in what is in the chosen backup and not yet in the wallet. */
  restoreBackup(passphrase: string): Promise<Restoration>;
  /** How old the last backup is, and whether it is time for another. */
  backupReminder(): Promise<Reminder>;
  /** Says after how many days to remind; null for never. */
  setBackupReminder(everyDays: number | null): Promise<Reminder>;
  /** What ends soon or ended lately; a renewal that is found goes into the history. */
  endings(): Promise<Endings>;
  /** What the goals lose when each of those ends. */
  endingsInGoals(countUnrecognised: boolean): Promise<Toll[]>;
  /** Says how many days before the end to remind; null for never. */
  remindBeforeEnd(days: number | null): Promise<Endings>;
  /** Puts the reminder of a credential off for so many days; null takes that back. */
  snoozeEnding(record: string, days: number | null): Promise<Endings>;
  /** Says that the later one came in the place of a credential, that it did not, or nothing any more. */
  answerRenewal(record: string, later: string, renews: boolean | null): Promise<Endings>;
  /** Writes everything but the keys into a new folder where the person chooses; null when they cancelled. */
  exportEverything(): Promise<ExportMade | null>;
  /** Reads everything in the wallet, and says what is damaged. */
  check(): Promise<Health>;
  /** Moves everything that still opens into a new wallet, and opens that. The passphrase where there is one. */
  repair(passphrase: string | null): Promise<Repaired>;
  /** What erasing the wallet would lose. */
  loss(): Promise<Loss>;
  /** Removes the wallet from this computer for good. */
  erase(): Promise<WalletState>;
  /** The wallets of this computer; the first has no name. */
  wallets(): Promise<WalletLine[]>;
  /** Turns to a new wallet of a name, which is yet to be made. */
  addWallet(name: string): Promise<WalletState>;
  /** Locks the wallet in use and turns to another. */
  switchWallet(name: string): Promise<WalletState>;

  /** A page of the credentials that fit. */
  browse(sought: Sought): Promise<Page>;
  /** The records of everything that fits, on all pages. */
  find(sought: Sought): Promise<string[]>;
  /** What can be said of the wallet as a whole. */
  overview(): Promise<Overview>;
  /** One credential with its last report. */
  credential(record: string): Promise<Detail>;
  /** Reads, judges and keeps the credentials in these bytes; names the parts that cannot be read. */
  importBytes(name: string, bytes: Uint8Array): Promise<Intake>;
  /** Opens a ZIP archive, and names the files in it. */
  openArchive(bytes: Uint8Array): Promise<Lot>;
  /** Lets the person choose a folder, and names the files in it; null when they cancelled. */
  chooseFolder(): Promise<Lot | null>;
  /** Reads, judges and keeps the credentials in one file of a lot, by its place. */
  importOfLot(lot: number, place: number): Promise<Intake>;
  /** Forgets a lot. */
  closeLot(lot: number): Promise<void>;
  /** Saves the original where the person chooses; its file name, or null when they cancelled. */
  exportOriginal(record: string): Promise<string | null>;
  /**
   * Saves credentials as a page that loads and runs nothing, where the person chooses; the file name, or null when they
   * cancelled. It names the learner when they said who they are, and refuses credentials that do not hold.
   */
  savePortfolio(records: readonly string[]): Promise<string | null>;
  /** The same as a JSON Resume, which makers of CVs read; Europass does not. */
  saveResume(records: readonly string[]): Promise<string | null>;
  /** Saves a summary to print, with a code that counts for so many seconds or none; answers as the above. */
  saveSummary(record: string, lifetime: number | null): Promise<string | null>;
  /** Deletes a credential and its reports. */
  remove(record: string): Promise<void>;
  /** Deletes credentials and their reports; how many there were. */
  removeAll(records: readonly string[]): Promise<number>;
  /** Judges a credential again, now, and keeps the new report. */
  recheck(record: string): Promise<Detail>;

  /** Puts credentials away, or takes them out again; those for which that changed anything. */
  archive(records: readonly string[], away: boolean): Promise<string[]>;
  /** Puts credentials into a collection, which is made where needed; those that were not in it. */
  gather(collection: string, records: readonly string[]): Promise<string[]>;
  /** Takes credentials out of a collection; those that were in it. */
  scatter(collection: string, records: readonly string[]): Promise<string[]>;
  /** Gives a collection another name; the name as it is now. */
  renameCollection(collection: string, name: string): Promise<string>;
  /** Removes a collection, and no credential; those that were in it. */
  dissolve(collection: string): Promise<string[]>;
  /** Keeps what the learner wrote about a credential; an empty text is none. */
  writeNote(record: string, text: string): Promise<void>;
  /** How the learner keeps a credential, and what is related to it. */
  keeping(record: string): Promise<Keeping>;
  /** What happened, the last first, from the place on that an earlier page named. */
  history(before: number | null): Promise<History>;
  /** Forgets what happened. */
  eraseHistory(): Promise<History>;

  // To Europass
  /** What Europass takes of these credentials, and why not. */
  bringing(records: readonly string[]): Promise<Bringing[]>;
  /** Whose CV it is, as far as it was said, and what can be chosen when it is said. */
  cvOwner(): Promise<CvOwner>;
  /** Forgets whose CV it is. */
  forgetCvOwner(): Promise<CvOwner>;
  /**
   * Saves credentials as a CV where the person chooses: for the editor, or as PDF with the same document in it; the file name, or
   * null when they cancelled. Whose CV it is, is kept; null for as it was said before.
   */
  saveCv(records: readonly string[], person: Person | null, onPaper: boolean): Promise<string | null>;
  /** What two credentials say, side by side, each text in the first of these languages that it has. */
  compare(left: string, right: string, languages: readonly string[]): Promise<ComparedRow[]>;
  // What the learner says themselves
  /** Everything that the learner declared, what was added last first. */
  declared(): Promise<DeclaredList>;
  /** Keeps an item: a new one without an id, or what is now written in that one. Its files stay. */
  declare(id: string | null, item: NewDeclared): Promise<Declared>;
  /** Removes an item, and its files where no other item has them. */
  withdrawDeclared(id: string): Promise<void>;
  /** Keeps a file with an item. */
  attach(id: string, name: string, bytes: Uint8Array): Promise<Declared>;
  /** Removes a file from an item. */
  detach(id: string, sha256: string): Promise<Declared>;
  /** Saves a file of an item where the person chooses; its file name, or null when they cancelled. */
  saveAttached(id: string, sha256: string): Promise<string | null>;

  /** What bears on a goal, or without one everything, to put into a pack for an assessor. */
  offerPack(goal: string | null): Promise<PackOffer>;
  /** What would go out in a pack; nothing is written. */
  previewPack(request: PackRequest): Promise<Pack>;
  /** Writes a pack into a new folder where the person chooses; its name, or null when they cancelled. */
  savePack(request: PackRequest): Promise<string | null>;
  /** Saves a pack to print, as PDF, where the person chooses; its name, or null when they cancelled. */
  savePackPaper(request: PackRequest): Promise<string | null>;
  /** The packs that were made, what was made last first, with the decisions that answer them. */
  packs(): Promise<PackMade[]>;

  // Sharing
  /** Reads what somebody asks to be shown, in a picture with a code, a file or a text, and looks for what would do. */
  readInquiry(bytes: Uint8Array): Promise<Inquiry>;
  /** What others would see; no proof and no key is made. */
  previewShare(request: ShareRequest): Promise<SharePreview>;
  /** Makes a proof and draws it; it is written into the log. */
  makeShare(request: ShareRequest): Promise<ShareMade>;
  /** Makes the last proof anew and draws it; its line in the log says until when. */
  redrawShare(): Promise<ShareMade>;
  /** Saves the last proof where the person chooses; its file name, or null when they cancelled. */
  saveShare(): Promise<string | null>;
  /** Saves the last proof as a page to print, where the person chooses; its file name, or null when they cancelled. */
  printShare(): Promise<string | null>;
  /** What was shown to whom, the last first, from the place on that an earlier page named. */
  shareLog(before: number | null): Promise<ShareLog>;
  /** Forgets one line of the log; the first page as it is then. */
  forgetShare(number: number): Promise<ShareLog>;
  /** Forgets the log. */
  eraseShareLog(): Promise<ShareLog>;
  /** The keys that sign what is shown; those that credentials are bound to come first. */
  keys(): Promise<LearnerKey[]>;
  /** Makes the key of a kind that issuers bind credentials to, unless there is one. */
  makeKey(algorithm: Algorithm): Promise<LearnerKey[]>;
  /** Forgets a key for good. */
  forgetKey(name: string): Promise<LearnerKey[]>;

  /** The trust lists of the wallet, by title. */
  trustLists(): Promise<TrustListLine[]>;
  /** Who is on a trust list. */
  trustList(id: string): Promise<TrustEntry[]>;
  /**
   * Adds a trust list and judges every credential again. `signer` is the fingerprint of the certificate that
   * the learner compared with what its publisher gives; null when there was nothing to compare.
   */
  addTrustList(name: string, bytes: Uint8Array, signer: string | null): Promise<AddedTrustList>;
  /** Uses a trust list, or lets it be, and judges every credential again. */
  switchTrustList(id: string, inUse: boolean): Promise<void>;
  /** Removes a trust list and judges every credential again. */
  removeTrustList(id: string): Promise<void>;
  /** The languages in which skills have names that the learner brought. */
  labels(): Promise<LabelTable[]>;
  /**
   * Keeps what a table of ESCO calls skills, beside what is there in its language. Without a language, the name of the
   * file says it, such as `skills_fi.csv`; `labels_language` when it does not.
   */
  addLabels(name: string, bytes: Uint8Array, language: string | null): Promise<LabelTable>;
  /** Removes the names in a language. */
  removeLabels(language: string): Promise<void>;
  /** Whether the network may be asked, and what was. */
  network(): Promise<Network>;
  /** Says whether the network may be asked, from now on. */
  setOffline(offline: boolean): Promise<Network>;
  /** Forgets what was asked of the network. */
  eraseRequests(): Promise<Network>;
  /** The records that were checked longest ago, and over a day ago; none while offline. */
  due(): Promise<string[]>;

  // The desk: no wallet need be open
  /** Gives out a code for a proof to answer, with who asks and what is wanted; texts of nothing are left out. */
  askForProof(audience: string, wanted: readonly string[]): Promise<Ask>;
  /**
   * Reads what somebody shows, in a picture with codes, a file or a text, and judges it; nothing is kept. With a code that was
   * given out, it must answer that.
   */
  readShown(name: string, bytes: Uint8Array, code: string | null): Promise<Found[]>;
  /** Reads one file of a lot in the same way, by its place. */
  readShownOfLot(lot: number, place: number, code: string | null): Promise<Found[]>;
  /** The goals that the desk can match with by name. */
  deskGoals(): Promise<Matchable[]>;
  /** Matches everything that is shown with a goal; with null, again with the goal that there is. */
  matchDesk(goal: string | null, countUnrecognised: boolean): Promise<Matching>;
  /** Matches everything that is shown with the rules in a file. */
  matchDeskWithFile(bytes: Uint8Array): Promise<Matching>;
  /** Matches with nothing any more. */
  stopMatching(): Promise<void>;
  /** The goal of the desk with what counts of one showing, and what is missing. */
  deskGoal(number: number): Promise<Goal>;
  /** Forgets everything that was read at the desk, but not what it matches with. */
  clearDesk(): Promise<void>;
  /** Saves what was read as a table where the person chooses; the file name, or null when they cancelled. */
  saveDeskTable(format: "csv" | "json"): Promise<string | null>;
  /** Saves everything found out about one showing; the file name, or null when they cancelled. */
  saveDeskReport(number: number): Promise<string | null>;

  /** Every goal with how far the credentials go toward it, the nearest first. */
  goals(countUnrecognised: boolean): Promise<GoalList>;
  /** One goal, counted as asked. What is tried out changes nothing in the wallet. */
  goal(id: string, asked: Asked): Promise<Goal>;
  /** Keeps what the learner chose in a goal; null forgets it. */
  choose(id: string, condition: string, target: string | null): Promise<void>;
  /** Reads the rules of qualifications from a file, and keeps them as goals. */
  addGoal(name: string, bytes: Uint8Array): Promise<AddedGoals>;
  /** Forgets a goal that the learner added. */
  removeGoal(id: string): Promise<void>;
  /** Saves how a goal stands where the person chooses; the file name, or null when they cancelled. */
  saveReport(id: string, asked: Asked, format: "html" | "json"): Promise<string | null>;
  /** Puts a decision of recognition into the ledger, switched off. */
  addDecision(decision: NewDecision): Promise<Decision>;
  /** Switches a decision of recognition on or off. */
  switchDecision(id: string, enabled: boolean): Promise<void>;
  /** Takes a decision of recognition out of the ledger. */
  removeDecision(id: string): Promise<void>;
  /** The skills that credentials prove, how they cover job roles, and what the chosen roles share. */
  skills(cards: readonly string[], countUnrecognised: boolean): Promise<Skills>;
}

/** The wallet behind the window, or invented data when the page runs in a plain browser. */
export async function connect(): Promise<Backend> {
  if ("__TAURI_INTERNALS__" in window) return (await import("./tauri")).tauri;
  return (await import("./mock")).mock(new URLSearchParams(location.search));
}
