export type Phase = "absent" | "locked" | "open";
