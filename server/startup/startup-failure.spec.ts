import { describeStartupFailure } from './startup-failure.js';

describe('describeStartupFailure', () => {
  const at = { host: '127.0.0.1', port: 80 };

  it('joins a message and its remedy into one line', () => {
    const error = Object.assign(new Error('PostgreSQL did not start:\n  no space'), {
      code: 'postgres_start_failed',
      remedy: 'Free some disk.',
    });
    expect(describeStartupFailure(error, at)).toEqual(['PostgreSQL did not start: no space Free some disk.']);
  });

  it.each(['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL'])('has a remedy for %s', (code) => {
    const error = Object.assign(new Error('listen'), { code, syscall: 'listen' });
    expect(describeStartupFailure(error, at)).toEqual([expect.stringMatching(/npm start$/)]);
  });

  it.each([
    [new TypeError('x is not a function')],
    [Object.assign(new Error('no'), { code: '42P01' })],
    ['text'],
  ])('leaves its stack to what nobody foresaw: %s', (error) => {
    expect(describeStartupFailure(error, at)).toBeUndefined();
  });
});
