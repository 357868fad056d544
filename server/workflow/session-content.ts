import type { ProjectedMessage, SessionProjection } from '../events/session-projection.js';
import type { Finding, RunStateDocument } from './run-state.dto.js';
import type { ContentCategory, ContentItem, Fact } from './session-content.dto.js';

/** What a session has written so far, read from its log. */
export interface SessionContent {
  sessionId: string;
  workflow: string;
  /** E.g. the character's name. */
  title: string;
  language: 'zh' | 'en';
  /** The texts are sample texts of the offline model. */
  sample: boolean;
  provider?: string;
  model?: string;
  /** In the order of the board. */
  categories: readonly ContentCategory[];
  /** The chosen text of any step, e.g. of one that writes no item. */
  textOf(stepId: string): string | undefined;
}

/** A character as the programs that play one want it. */
export interface CharacterSheet {
  name: string;
  description: string;
  personality: string;
  scenario: string;
  greeting: string;
  /** Items whose texts are in the fields above already. */
  told: ReadonlySet<string>;
}

/** What only the workflow knows of its content. */
export interface ContentDescription {
  facts: readonly Fact[];
  /** By item id: words by which a text is found again. */
  keywords: ReadonlyMap<string, readonly string[]>;
  /** Present: the session is about one character. */
  character?: CharacterSheet;
}

/** Reads the content out of a projection; undefined before the first run. */
export function readContent({ state, messages }: SessionProjection): SessionContent | undefined {
  if (!state['session']) return undefined;
  const { session, run, categories, items } = state as unknown as RunStateDocument;
  const chosen = (id: string): ProjectedMessage | undefined =>
    Object.hasOwn(items, id) ? messages.get(`${id}.${items[id]!.chosen}`) : undefined;
  const itemsOf = (category: string): ContentItem[] =>
    Object.entries(items)
      .filter(([, item]) => item.category === category)
      .sort(([, a], [, b]) => a.order - b.order)
      .map(([id, { title, findings }]) => ({
        id,
        name: title[session.language],
        ...contentOf(chosen(id), findings),
      }));
  return {
    sessionId: session.id,
    workflow: session.workflow,
    title: session.title,
    language: session.language,
    sample: run.sample,
    provider: run.provider,
    model: run.model,
    categories: Object.entries(categories)
      .sort(([, a], [, b]) => a.order - b.order)
      .map(([id, { title }]) => ({ id, name: title[session.language], items: itemsOf(id) })),
    textOf: (id) => chosen(id)?.text,
  };
}

/** The board's flags are the latest attempt's, which may have failed; the message's own status is the chosen one's. */
function contentOf(
  message: ProjectedMessage | undefined,
  findings: readonly Finding[] = [],
): Pick<ContentItem, 'text' | 'attempt' | 'flags'> {
  if (!message) return { text: null, attempt: null, flags: [] };
  const banned = findings.filter(({ kind }) => kind === 'banned').map(({ expected }) => `banned:${expected}`);
  const flags = [...(message.status === 'cut' ? ['cut'] : []), ...banned];
  return { text: message.text, attempt: message.attempt, flags };
}
