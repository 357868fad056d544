/** One line of the canon. */
export interface Fact {
  key: string;
  value: string;
}

/** The facts in a JSON object's text, nested ones joined into their parent's line; null when it is none. */
export function factsOf(text: string): Fact[] | null {
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.entries(value)
    .map(([key, each]) => ({ key, value: flat(each) }))
    .filter((fact) => fact.value !== '');
}

function parse(text: string): unknown {
  // Models like to fence their JSON.
  const body = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function flat(value: unknown): string {
  if (Array.isArray(value)) return value.map(flat).filter(Boolean).join(' · ');
  if (typeof value === 'object' && value !== null)
    return Object.values(value).map(flat).filter(Boolean).join(', ');
  return value === null || value === undefined ? '' : String(value as string | number | boolean);
}
