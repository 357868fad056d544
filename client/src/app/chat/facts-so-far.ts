import { jsonrepair } from 'jsonrepair';
import { type Fact, factsOf } from './facts';

/** What an answer begins with that is to be an object; models like to fence their JSON. */
const OBJECT = /^\s*(?:```\w*\s*)?\{/;

/** Whether the text is to be a JSON object. */
export function isObjectBegun(text: string): boolean {
  return OBJECT.test(text);
}

/** The facts of a JSON object that is still being written; null as long as it is none. */
export function factsSoFar(text: string): Fact[] | null {
  if (!isObjectBegun(text)) return null;
  try {
    return factsOf(jsonrepair(text.slice(text.indexOf('{'))));
  } catch {
    // Cut at a place that no repair knows; the next words mend it.
    return null;
  }
}
