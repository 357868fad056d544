import { computed } from '@angular/core';
import { SignalMap } from './signal-map';

function setup(values: Record<string, string>) {
  const map = new SignalMap<string>();
  map.reset(values);
  let reads = 0;
  const a = computed(() => {
    reads++;
    return map.get('a');
  });
  return { map, a, reads: () => reads };
}

describe('SignalMap', () => {
  it('tells who reads an entry that all entries were replaced, or this one was taken away', () => {
    const { map, a } = setup({ a: 'before', b: 'b' });
    expect(a()).toBe('before');
    map.reset({ b: 'b', a: 'after' });
    expect(a()).toBe('after');
    expect(map.keys()).toEqual(['b', 'a']);
    map.set('a', 'later');
    expect(a()).toBe('later');
    map.reset({ b: 'b' });
    expect(a()).toBeUndefined();
    map.set('a', 'again');
    expect(a()).toBe('again');
    map.delete('a');
    expect(a()).toBeUndefined();
    expect(map.entries()).toEqual([['b', 'b']]);
  });

  it('wakes nobody for an entry that he does not read', () => {
    const { map, a, reads } = setup({ a: 'a', b: 'b' });
    a();
    map.set('b', 'c');
    map.set('d', 'd');
    map.delete('d');
    a();
    expect(reads()).toBe(1);
  });
});
