import type { Report } from "./Report";

export type Detail = { record: string, report: Report, file_name: string | null, stored_at: string, checked_at: string, bytes: number, original: string };
