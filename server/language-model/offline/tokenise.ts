const TOKEN = /\s*\p{Script=Han}{1,2}|\s*[^\s\p{Script=Han}]{1,6}|\s+/gu;

/** Cuts a text into pieces of about a token; joined they are the text again. */
export function tokenise(text: string): string[] {
  return text.match(TOKEN) ?? [];
}
