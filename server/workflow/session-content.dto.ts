/** One hard fact. */
export class Fact {
  /** Stable. @example birth_date */
  key: string;
  /** What it is called, in the session's language. */
  name: string;
  value: string;
}

/** One item as it stands now. */
export class ContentItem {
  /** Id of its step. */
  id: string;
  /** In the session's language. */
  name: string;
  /** The chosen attempt's; null while there is none. */
  text: string | null;
  /** The chosen attempt; null while there is none. */
  attempt: number | null;
  /** `cut`: the token limit ended the text; `banned:<word>`: it uses a word that the house does not use. */
  flags: string[];
}

/** A group of items. */
export class ContentCategory {
  id: string;
  /** In the session's language. */
  name: string;
  items: ContentItem[];
}
