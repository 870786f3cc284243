export type Image = { language: string | null, page: number, media_type: string, base64: string };
