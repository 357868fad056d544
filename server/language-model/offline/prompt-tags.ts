export type PromptKind = 'canon' | 'item' | 'queries' | 'review' | 'rewrite';
export type Language = 'zh' | 'en';

/** What our workflows say about a prompt, in tags of its last user message, so that the sample model can answer it. */
export interface PromptTags {
  kind: PromptKind;
  /** Id of the template's item, e.g. `appearance.height`. */
  item: string;
  language: Language;
  /** From 1. */
  attempt: number;
  request: Record<string, unknown>;
  canon?: Record<string, unknown>;
  instruction: string;
  text: string;
}

const KINDS: readonly string[] = ['canon', 'item', 'queries', 'review', 'rewrite'] satisfies PromptKind[];

/** The tags of a prompt, or undefined for a prompt of somebody else's. */
export function readPromptTags(content: string): PromptTags | undefined {
  const task = /<task\b([^>]*)\/?>/.exec(content)?.[1];
  if (task === undefined) return undefined;
  const attributes = Object.fromEntries(
    [...task.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  ) as Record<string, string | undefined>;
  const kind = attributes['kind'] ?? '';
  if (!KINDS.includes(kind)) return undefined;
  const request = readJson(content, 'request') ?? {};
  return {
    kind: kind as PromptKind,
    item: attributes['item'] ?? '',
    language: (attributes['language'] ?? request['language']) === 'en' ? 'en' : 'zh',
    attempt: Math.max(1, Number(attributes['attempt']) || 1),
    request,
    canon: readJson(content, 'canon'),
    instruction: between(content, 'instruction') ?? '',
    text: between(content, 'text') ?? '',
  };
}

function readJson(content: string, tag: string): Record<string, unknown> | undefined {
  const json = between(content, tag);
  if (json === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    // A sample is answered all the same: what a person typed may look like a tag.
    return undefined;
  }
}

/** From the first opening to the last closing tag: what a person typed may contain the closing one. */
function between(content: string, tag: string): string | undefined {
  const start = content.indexOf(`<${tag}>`);
  const end = content.lastIndexOf(`</${tag}>`);
  return start < 0 || end < start ? undefined : content.slice(start + tag.length + 2, end).trim();
}
