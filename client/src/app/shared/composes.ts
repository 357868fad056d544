/** What browsers say of a key that an input method takes (UI Events, "Legacy key & mouse event attributes"). */
const TAKEN = 229;

/**
 * Whether a key is the input method's own: it chooses a word with it, or drops one. Safari has ended the composition by the
 * time it tells of the key that did (WebKit bug 165004), so that only the code is left to go by.
 */
export function composes(event: Event): boolean {
  const { isComposing, keyCode } = event as KeyboardEvent;
  return isComposing || keyCode === TAKEN;
}
