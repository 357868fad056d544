import { jest } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import { UnsavedChanges } from './unsaved-changes';

function setup() {
  TestBed.configureTestingModule({
    providers: [{ provide: TranslocoService, useValue: { translate: (key: string) => key } }],
  });
  const confirm = jest.spyOn(window, 'confirm').mockReturnValue(false);
  return { changes: TestBed.inject(UnsavedChanges), confirm };
}

/** Whether closing the page would be asked about. */
function closingAsks(): boolean {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('UnsavedChanges', () => {
  it('asks only while something would be lost', () => {
    const { changes, confirm } = setup();
    let typed = false;
    const done = changes.add(() => typed);
    expect([changes.mayLeave(), closingAsks()]).toEqual([true, false]);
    expect(confirm).not.toHaveBeenCalled();

    typed = true;
    expect([changes.mayLeave(), closingAsks()]).toEqual([false, true]);
    confirm.mockReturnValue(true);
    expect(changes.mayLeave()).toBe(true);

    done();
    confirm.mockReturnValue(false);
    expect([changes.mayLeave(), closingAsks()]).toEqual([true, false]);
  });
});
