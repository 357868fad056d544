import { ApiOrigin, ForeignOrigin } from './api-origin';

describe('ApiOrigin', () => {
  it('asks the server that the page comes from, with nothing added', () => {
    const origin = new ApiOrigin();
    expect([origin.url('/api/x'), origin.headers, origin.own]).toEqual(['/api/x', {}, true]);
  });

  it('asks another server under its address, with the token in a header and in no address', () => {
    const origin = new ForeignOrigin('https://zzzero.example/behind/', 'se cret');
    expect(origin.url('/api/x?y=1')).toBe('https://zzzero.example/behind/api/x?y=1');
    expect(origin.headers).toEqual({ authorization: 'Bearer se cret' });
    expect(origin.own).toBe(false);
  });

  it('forgets what an address carries behind its path', () => {
    expect(new ForeignOrigin('http://a.example:8000/?q#h', null).url('/api')).toBe(
      'http://a.example:8000/api',
    );
    expect(new ForeignOrigin('http://a.example', null).headers).toEqual({});
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'zzzero.example', ''])('refuses %s', (address) => {
    expect(() => new ForeignOrigin(address, null)).toThrow(TypeError);
  });
});
