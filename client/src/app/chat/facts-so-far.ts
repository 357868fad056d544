import { jsonrepair } from 'jsonrepair';
import { type Fact, factsOf } from './facts';

/** The beginning of an object, or of that; models like to fence their JSON. */
const OBJECT = /^\s*(?:`{1,2}$|```\w*\s*)?(?:\{|$)/;

/** Whether the text is a JSON object so far, or may still become one. */
export function mayBeObject(text: string): boolean {
  return OBJECT.test(text);
}

/** The facts of a JSON object that is still being written; null as long as it is none. */
export function factsSoFar(text: string): Fact[] | null {
  const start = text.indexOf('{');
  if (start === -1 || !mayBeObject(text)) return null;
  try {
    return factsOf(jsonrepair(text.slice(start)));
  } catch {
    // Cut at a place that no repair knows; the next words mend it.
    return null;
  }
}
