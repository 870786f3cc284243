export type Text = { [key in string]: string };
