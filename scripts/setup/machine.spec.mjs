import { checkMachine } from './machine.mjs';

describe('checkMachine', () => {
  const good = {
    nodeVersion: '20.0.0',
    platform: 'linux-x64',
    musl: false,
    writable: true,
    diskFree: 2e9,
    root: '/srv/zzzero',
  };

  it('is content with Node 20 and 2 GB', () => {
    expect(() => checkMachine(good)).not.toThrow();
  });

  it.each([
    [{ nodeVersion: '18.20.4' }, /Node\.js 18\.20\.4 is too old/],
    [{ platform: 'freebsd-x64' }, /freebsd-x64 is not supported/],
    [{ musl: true }, /musl/],
    [{ writable: false }, /\/srv\/zzzero cannot be written/],
    [{ diskFree: 1.94e9 }, /Only 1\.9 GB are free/],
  ])('says in one line what is wrong with %j', (bad, message) => {
    expect(() => checkMachine({ ...good, ...bad })).toThrow(
      expect.objectContaining({ name: 'SetupError', message: expect.stringMatching(message) }),
    );
    expect(() => checkMachine({ ...good, ...bad })).toThrow(/^[^\n]+$/);
  });
});
