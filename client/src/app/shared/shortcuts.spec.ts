import { TestBed } from '@angular/core/testing';
import { Shortcuts } from './shortcuts';

describe('Shortcuts', () => {
  beforeEach(() => localStorage.clear());

  function press(key: string, target: Element = document.body, init: KeyboardEventInit = {}): void {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));
  }

  function setup() {
    const shortcuts = TestBed.inject(Shortcuts);
    const pressed: string[] = [];
    const remove = shortcuts.add({ key: 'b', label: 'x', run: () => pressed.push('b') });
    return { shortcuts, pressed, remove };
  }

  it('does what was added, until it is taken back', () => {
    const { pressed, remove } = setup();
    press('b');
    press('B');
    press('c');
    remove();
    press('b');
    expect(pressed).toEqual(['b', 'b']);
  });

  it('is silent where somebody writes or composes, beside other keys, and when it is switched off', () => {
    const { shortcuts, pressed } = setup();
    const field = document.body.appendChild(document.createElement('textarea'));
    press('b', field);
    press('b', document.body, { isComposing: true });
    press('b', document.body, { keyCode: 229 });
    press('b', document.body, { ctrlKey: true });
    shortcuts.switch(false);
    press('b');
    expect(pressed).toEqual([]);
    shortcuts.switch(true);
    press('b');
    expect(pressed).toEqual(['b']);
    field.remove();
  });
});
