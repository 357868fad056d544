import { anItem } from '../testing/session-documents';
import { lockedOf, rewritable, tokensFor } from './rewritable';

describe('rewritable', () => {
  const usage = { inputTokens: 90, outputTokens: 10 };

  it('leaves out what has no text, is locked, or is no item', () => {
    const entries = [
      ['a', { ...anItem(), chosen: 1 }],
      ['b', { ...anItem(), chosen: 1, locked: true }],
      ['c', anItem()],
      ['canon', { ...anItem(), chosen: 1, category: null }],
    ] as const;
    expect(rewritable(entries)).toEqual(['a']);
    expect(lockedOf(entries)).toBe(1);
  });

  it('expects as many tokens as items like them took', () => {
    const entries = [
      ['a', { ...anItem(), usage }],
      ['b', anItem()],
    ] as const;
    expect(tokensFor(['a', 'b'], entries)).toBe(200);
    expect(tokensFor(['a'], [['a', anItem()]])).toBe(0);
  });
});
