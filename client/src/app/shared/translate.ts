/** Translates into the portal's language; another function for another language. */
export type Translate = (key: string, values?: Record<string, unknown>) => string;
