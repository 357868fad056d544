import { EmbedHost } from './embed-host';

describe('EmbedHost', () => {
  it('takes its attributes over', () => {
    const host = new EmbedHost(() => undefined);
    host.set('session-id', ' s1 ');
    host.set('theme', 'dark');
    host.set('lang', 'zh-Hans');
    expect([host.sessionId(), host.theme(), host.language()]).toEqual(['s1', 'dark', 'zh']);
  });

  it('takes what it does not know for nothing', () => {
    const host = new EmbedHost(() => undefined);
    host.set('session-id', '');
    host.set('theme', 'pink');
    host.set('lang', 'fr');
    expect([host.sessionId(), host.theme()]).toEqual([null, 'auto']);
    expect(['zh', 'en']).toContain(host.language());
  });
});
