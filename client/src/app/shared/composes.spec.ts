import { composes } from './composes';

describe('composes', () => {
  it.each([
    ['a key on its own', { key: 'Enter', keyCode: 13 }, false],
    ['a key while a word is being composed', { key: 'Enter', keyCode: 13, isComposing: true }, true],
    ['the key that has ended the composition, in Safari', { key: 'Enter', keyCode: 229 }, true],
    ['Escape that drops the word, in Safari', { key: 'Escape', keyCode: 229 }, true],
  ])('knows %s', (_case, key, expected) => {
    expect(composes(new KeyboardEvent('keydown', key))).toBe(expected);
  });
});
