import { TestBed } from '@angular/core/testing';
import { RunNotification } from './run-notification';

interface Browser {
  permission: NotificationPermission;
  /** What the reader says, or has said in the browser's settings. */
  answer?: NotificationPermission;
  /** As in Chrome for Android. */
  throws?: boolean;
  remembered?: boolean;
}

function setup({ permission, answer = permission, throws = false, remembered = false }: Browser) {
  localStorage.setItem('zzzero.notify', String(remembered));
  const shown: string[] = [];
  const browser = { answer };
  class Stub {
    static permission = permission;
    static requestPermission(): Promise<NotificationPermission> {
      Stub.permission = browser.answer;
      return Promise.resolve(browser.answer);
    }
    constructor(title: string) {
      if (throws) throw new TypeError('Illegal constructor');
      if (Stub.permission === 'granted') shown.push(title);
    }
  }
  Object.assign(globalThis, { Notification: Stub });
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
  const notification = TestBed.inject(RunNotification);
  const end = () => notification.show('1', '沈知微', '已完成');
  return { notification, browser, shown, end };
}

const stored = () => localStorage.getItem('zzzero.notify');

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'Notification');
  Reflect.deleteProperty(document, 'visibilityState');
  localStorage.clear();
});

describe('RunNotification', () => {
  it('asks, and shows the end once it is allowed to', async () => {
    const { notification, shown, end } = setup({ permission: 'default', answer: 'granted' });
    end();
    await notification.toggle();
    expect([notification.wanted(), notification.blocked(), stored()]).toEqual([true, false, 'true']);
    end();
    expect(shown).toEqual(['沈知微']);

    await notification.toggle();
    end();
    expect([notification.wanted(), stored(), shown.length]).toEqual([false, 'false', 1]);
  });

  it('says that the browser blocks it until it is asked again, and works once the block is lifted', async () => {
    const { notification, browser, shown, end } = setup({ permission: 'denied' });
    expect([notification.possible(), notification.blocked()]).toEqual([true, false]);
    await notification.toggle();
    expect([notification.wanted(), notification.blocked()]).toEqual([false, true]);
    await notification.toggle();
    expect(notification.blocked()).toBe(false);

    await notification.toggle();
    browser.answer = 'granted';
    await notification.toggle();
    expect([notification.wanted(), notification.blocked()]).toEqual([true, false]);
    end();
    expect(shown).toEqual(['沈知微']);
  });

  it('calls a question that was put off no block', async () => {
    const { notification } = setup({ permission: 'default' });
    await notification.toggle();
    expect([notification.wanted(), notification.blocked()]).toEqual([false, false]);
  });

  it('is not offered where the browser has the class and throws when it is used', () => {
    expect(setup({ permission: 'default', throws: true }).notification.possible()).toBe(false);
  });

  it('is offered no more once it has thrown, and whoever tells of the end hears nothing of it', () => {
    const { notification, end } = setup({ permission: 'granted', throws: true, remembered: true });
    expect([notification.possible(), notification.wanted()]).toEqual([true, true]);
    expect(end).not.toThrow();
    expect([notification.possible(), notification.wanted(), stored()]).toEqual([false, false, 'false']);
  });
});
