import { BlockMarks } from './block-marks';
import type { Hit } from './find-hits';
import { fold } from './folded-text';
import { pageBlocks } from './page-blocks';

/** Names of the highlights, as the styles know them. */
const ALL = 'search';
const CURRENT = 'search-current';

/**
 * Marks words in what is on the page, without touching it (CSS Custom Highlight API): texts that stream or are rendered
 * as Markdown stay as they are. Whatever is searched stands in an element with `data-words`, within one with the `data-step`
 * that it belongs to and `data-searched`: `record`, or `lane` while it is being written.
 */
export class SearchMarks {
  private readonly highlights = typeof CSS === 'undefined' ? undefined : CSS.highlights;
  private readonly blocks = new BlockMarks();
  private shown: Record<string, readonly StaticRange[]> = {};
  /** By {@link keyOf}. */
  private readonly places = new Map<string, readonly StaticRange[]>();

  constructor(private readonly root: HTMLElement) {}

  /** @param current step of the hit that the reader is at */
  mark(words: string, current: string | null): void {
    const wanted = fold(words.trim());
    const [all, here]: [StaticRange[], StaticRange[]] = [[], []];
    this.places.clear();
    if (wanted !== '') {
      for (const entry of this.root.querySelectorAll<HTMLElement>('[data-step][data-searched]')) {
        const step = entry.dataset['step']!;
        const lane = entry.dataset['searched'] === 'lane';
        const found = [...entry.querySelectorAll('[data-words]')]
          .flatMap(pageBlocks)
          .flatMap((block) => this.blocks.in(block, wanted));
        (step === current ? here : all).push(...found);
        this.places.set(keyOf({ step, lane }), found);
      }
    }
    this.show(ALL, all);
    this.show(CURRENT, here);
  }

  /** Scrolls to the place itself, in a text that is longer than the screen. A lane keeps to its end. */
  bringIntoSight(hit: Hit): void {
    const place = hit.lane ? undefined : this.places.get(keyOf(hit))?.[hit.nth];
    const element = place?.startContainer.parentElement;
    if (place && element && !isInSight(place, element)) {
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
    }
  }

  clear(): void {
    this.shown = {};
    this.places.clear();
    this.highlights?.delete(ALL);
    this.highlights?.delete(CURRENT);
  }

  /** What is marked already is not marked again: the page would be painted for nothing. */
  private show(name: string, ranges: readonly StaticRange[]): void {
    const before = this.shown[name];
    if (before?.length === ranges.length && ranges.every((range, index) => isSame(range, before[index]!))) {
      return;
    }
    this.shown[name] = ranges;
    this.highlights?.set(name, new Highlight(...ranges));
  }
}

function keyOf({ step, lane }: Omit<Hit, 'nth'>): string {
  return `${lane ? 'lane' : 'record'} ${step}`;
}

/** Whether nothing lies above it, and nothing cuts it off. */
function isInSight(place: StaticRange, element: HTMLElement): boolean {
  const range = new Range();
  range.setStart(place.startContainer, place.startOffset);
  range.setEnd(place.startContainer, place.startOffset + 1);
  const { left, top, width, height } = range.getBoundingClientRect();
  const page = element.getRootNode() as Document | ShadowRoot;
  const above = page.elementFromPoint(left + width / 2, top + height / 2);
  return above !== null && element.contains(above);
}

function isSame(range: StaticRange, other: StaticRange): boolean {
  return (
    range.startContainer === other.startContainer &&
    range.startOffset === other.startOffset &&
    range.endContainer === other.endContainer &&
    range.endOffset === other.endOffset
  );
}
