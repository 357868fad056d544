import { patched, pointerSegments } from './json-patch';

describe('patched', () => {
  it('copies what lies on the path and shares the rest', () => {
    const before = { a: { b: 1 }, c: { d: 2 } };
    const after = patched(before, ['a', 'b'], { op: 'replace', path: '/a/b', value: 3 }) as typeof before;

    expect(after).toEqual({ a: { b: 3 }, c: { d: 2 } });
    expect(before.a.b).toBe(1);
    expect(after.c).toBe(before.c);
  });

  it('adds, replaces and removes in lists', () => {
    const list = ['a', 'b'];

    expect(patched(list, ['-'], { op: 'add', path: '/-', value: 'c' })).toEqual(['a', 'b', 'c']);
    expect(patched(list, ['0'], { op: 'add', path: '/0', value: 'c' })).toEqual(['c', 'a', 'b']);
    expect(patched(list, ['0'], { op: 'replace', path: '/0', value: 'c' })).toEqual(['c', 'b']);
    expect(patched(list, ['0'], { op: 'remove', path: '/0' })).toEqual(['b']);
  });

  it('removes a member and makes missing parents', () => {
    expect(patched({ a: 1, b: 2 }, ['a'], { op: 'remove', path: '/a' })).toEqual({ b: 2 });
    expect(patched(undefined, ['a', 'b'], { op: 'add', path: '/a/b', value: 1 })).toEqual({ a: { b: 1 } });
  });

  it('reads escaped pointers', () => {
    expect(pointerSegments('/items~1a~0b/x')).toEqual(['items/a~b', 'x']);
    expect(pointerSegments('')).toEqual([]);
  });
});
