import { TestBed } from '@angular/core/testing';
import { ThinkingFold } from './thinking-fold';

afterEach(() => localStorage.clear());

describe('ThinkingFold', () => {
  it('is remembered, and each wish is a new one', () => {
    const fold = TestBed.inject(ThinkingFold);
    expect(fold.folded()).toBe(false);
    fold.toggle();
    expect([fold.folded(), fold.wish()]).toEqual([true, 1]);

    TestBed.resetTestingModule();
    const later = TestBed.inject(ThinkingFold);
    expect(later.folded()).toBe(true);
    later.toggle();
    expect(localStorage.getItem('zzzero.thinking')).toBe('null');
  });
});
